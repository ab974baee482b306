package org.sanderling.evaluation.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.sanderling.evaluation.plot.Series.Mark;

class SheetTest {
    private static Chart chart(boolean log, Series... series) {
        return new Chart("a < b & c", "time, s", "angle, rad", log, log, List.of(series), List.of(0.5));
    }

    @Test
    void shouldBeAWellFormedDocumentThatBreaksLinesAtGaps() throws Exception {
        Series line = new Series(
                "raw", Mark.LINE, 0x0072B2, List.of(0.0, 1.0, 2.0, 3.0, 4.0), List.of(1.0, 2.0, Double.NaN, 3.0, 4.0));
        String svg = new Sheet("all", 2, Collections.nCopies(3, chart(false, line))).svg();

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes("UTF-8")));
        assertThat(svg).contains("a &lt; b &amp; c").contains("viewBox=\"0 0 1040 620\"");
        assertThat(svg.split("stroke=\"#0072b2\" stroke-width=\"1.6\"", -1)).hasSize(1 + 3 * 2);
    }

    @Test
    void shouldDrawWhatItIsGiven() throws IOException {
        Series dot = new Series("", Mark.DOTS, 0xD55E00, List.of(1.0), List.of(1.0));
        var image = ImageIO.read(new ByteArrayInputStream(new Sheet("one", 1, List.of(chart(true, dot))).png()));

        assertThat(image.getWidth()).isEqualTo(1040);
        assertThat(image.getHeight()).isEqualTo(660);
        int marked = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                marked += (image.getRGB(x, y) & 0xFFFFFF) == 0xD55E00 ? 1 : 0;
            }
        }
        assertThat(marked).isBetween(30, 90);
    }

    @Test
    void shouldPutRoundValuesOnItsAxes() {
        Axis axis = Axis.around(DoubleStream.of(0, 10), false, 0, 110);
        assertThat(axis.px(0)).isCloseTo(5, offset(1e-9));
        assertThat(axis.ticks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
        Axis log = Axis.around(DoubleStream.of(0.01, 10, -3, Double.NaN), true, 0, 1);
        assertThat(log.ticks()).hasSize(4).startsWith(0.01);
        assertThat(log.text(0.01)).isEqualTo("0.01");
        assertThat(log.holds(0)).isFalse();
        assertThat(Axis.around(DoubleStream.of(3, 3), false, 0, 1).ticks()).isNotEmpty();
        assertThat(Axis.around(DoubleStream.empty(), true, 0, 1).ticks()).isNotEmpty();
        assertThatThrownBy(() -> new Series("s", Mark.LINE, 0, List.of(1.0), List.of()))
                .hasMessage("s: 1 x and 0 y");
    }
}
