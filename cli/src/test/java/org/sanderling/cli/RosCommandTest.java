package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** {@code ros}: what it refuses, and two of its commands beside each other. */
final class RosCommandTest {
    private static final String DOMAIN =
            String.valueOf(80 + ProcessHandle.current().pid() % 20);

    @Test
    void badInputShouldExitWithTwoAndOneLine() {
        refused("nope/msg/Nope", "ros", "pub", "/x", "nope/msg/Nope", "{}");
        refused("has no field", "ros", "pub", "/x", "std_msgs/msg/Bool", "{dat: true}");
        refused("233", "ros", "list", "--domain", "233");
        refused("list, echo, hz or pub", "ros");
        refused("--count", "ros", "echo", "/x", "--count", "0");
    }

    @Test
    void echoShouldPrintWhatPubPublishes() throws InterruptedException {
        Invocation list = Invocation.of("ros", "list", "--loopback", "--domain", DOMAIN, "--wait", "0.1", "--json");
        assumeTrue(list.exit() != ExitCodes.MISSING, list.err());
        assertThat(list.json().get("topics").size()).isZero();
        Thread publishing = Thread.ofVirtual()
                .start(() -> Invocation.of(
                        "ros",
                        "pub",
                        "/flag",
                        "std_msgs/msg/Bool",
                        "{data: true}",
                        "--loopback",
                        "--domain",
                        DOMAIN,
                        "--wait",
                        "20"));
        Invocation echo =
                Invocation.of("ros", "echo", "/flag", "--loopback", "--domain", DOMAIN, "--wait", "20", "--json");
        publishing.join();
        assertThat(echo.exit()).as(echo.err()).isEqualTo(ExitCodes.DONE);
        assertThat(echo.json().get("messages").get(0).get("data").booleanValue())
                .isTrue();
    }

    private static void refused(String why, String... args) {
        Invocation refused = Invocation.of(args);
        assertThat(refused.exit()).as(refused.err()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(refused.err()).hasLineCount(1).contains(why);
    }
}
