package org.sanderling.recording.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionParserTest {
    private static Definition message(String text) {
        return DefinitionParser.parse("a_msgs/msg/A", text, "A.msg").getFirst();
    }

    @Test
    void shouldReadEveryKindOfField() {
        Definition d = message("""
                # a comment
                uint8 LIMIT = 0x10  # another
                string NAME="a # in quotes"
                string<=5[<=3] names ["x", "y"]
                B other
                c_msgs/C[2] cs
                c_msgs/msg/C[] more
                float64 x -1.5e3
                """);
        assertThat(d.constants())
                .containsExactly(
                        new Constant("LIMIT", BaseType.UINT8, 16L),
                        new Constant("NAME", BaseType.STRING, "a # in quotes"));
        assertThat(d.fields())
                .extracting(f -> f.type().text() + " " + f.name())
                .containsExactly(
                        "string<=5[<=3] names", "a_msgs/B other", "c_msgs/C[2] cs", "c_msgs/C[] more", "float64 x");
        assertThat(d.fields().getFirst().defaults()).containsExactly("x", "y");
        assertThat(d.fields().getLast().defaults()).containsExactly(-1500.0);
    }

    @Test
    void shouldTakeServicesAndActionsApart() {
        assertThat(DefinitionParser.parse("a_msgs/srv/Set", "bool on\n---\nbool ok\n", "Set.srv"))
                .extracting(Definition::name)
                .containsExactly(
                        "a_msgs/srv/Set_Request", "a_msgs/srv/Set_Response", "a_msgs/srv/Set_Event", "a_msgs/srv/Set");
        List<Definition> action = DefinitionParser.parse("a_msgs/action/Go", "---\n---\nint8 x", "Go.action");
        assertThat(action).hasSize(13);
        assertThat(action.getLast().kind()).isEqualTo(Definition.Kind.ACTION);
        assertThat(action.getFirst().wireFields().getFirst().name()).isEqualTo("structure_needs_at_least_one_member");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int8 x 128|A.msg:1: 128 is no int8",
                "int8 x -0x81|A.msg:1: -0x81 is no int8",
                "uint8 x -1|A.msg:1: -1 is no uint8",
                "bool x maybe|A.msg:1: a bool is true or false, not maybe",
                "int8 BadName|A.msg:1: a field's name is in small letters: BadName",
                "int8 lower=1|A.msg:1: a constant's name is in capitals: lower",
                "int8<=3 x|A.msg:1: a bound <=n, n > 0, is for strings",
                "int8[0] x|A.msg:1: a size must be above 0",
                "int8[2] x [1]|A.msg:1: 1 values, not 2",
                "int8[<=1] x [1, 2]|A.msg:1: 2 values, more than 1",
                "int9 x|A.msg:1: neither a basic type nor a message's name: int9",
                "a/srv/B x|A.msg:1: only messages can be in messages",
                "B x 3|A.msg:1: a message has no values",
                "???|A.msg:1: neither a field nor a constant: ???",
                "---|A.msg: 2 parts between lines of ---, not 1",
            })
    void shouldSayWhatIsWrongWithALine(String line, String error) {
        assertThatThrownBy(() -> message(line))
                .isInstanceOf(DefinitionException.class)
                .hasMessage(error);
    }

    @Test
    void shouldRefuseWhatCannotBeSent() {
        assertThatThrownBy(() -> message("int8 x\nint8 x")).hasMessage("A.msg:2: x is there twice");
        Definitions definitions = new Definitions();
        definitions.add("a_msgs/msg/A", "B b", "A.msg");
        assertThatThrownBy(() -> definitions.closure("a_msgs/msg/A"))
                .hasMessage("a_msgs/msg/A: needs a_msgs/msg/B, which is not defined");
        definitions.add("a_msgs/msg/B", "A[] as", "B.msg");
        assertThatThrownBy(() -> definitions.closure("a_msgs/msg/A")).hasMessage("a_msgs/msg/A: holds itself");
        assertThatThrownBy(() -> definitions.add("a_msgs/msg/B", "", "B.msg")).hasMessageContaining("defined already");
    }
}
