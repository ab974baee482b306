package org.sanderling.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window: opens a page, runs a script in it, gives what the script found. */
final class Browser {
    private static final Pattern FOUND = Pattern.compile("<pre id=\"found\">(.*?)</pre>", Pattern.DOTALL);
    private static final String WATCH = """
            <script>
              window.problems = [];
              addEventListener("error", e => problems.push("" + e.message));
              addEventListener("securitypolicyviolation", e => problems.push("policy: " + e.blockedURI));
              for (const kind of ["error", "warn"]) console[kind] = (...said) => problems.push(said.join(" "));
            </script>
            """;
    private static final String REPORT = """
            <script>
              (async () => {
                const lines = [];
                const say = (name, value) => lines.push(name + "=" + value);
                const sleep = ms => new Promise(done => setTimeout(done, ms));
                try {
                  %s
                } catch (e) {
                  problems.push("" + e);
                }
                say("problems", problems.join("; "));
                const found = document.createElement("pre");
                found.id = "found";
                found.textContent = lines.join("\\n");
                document.body.append(found);
              })();
            </script>
            """;

    private final Path program;

    private Browser(Path program) {
        this.program = program;
    }

    /** The one on this machine, if there is one. */
    static Optional<Browser> find() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/bin";
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(path.split(":"))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Browser::new);
    }

    /**
     * Opens a page and runs a script after the page's own.
     *
     * @param script says what it finds by {@code say(name, value)}; may {@code await sleep(ms)}
     * @return lines of {@code name=value}, the last one {@code problems=}: what the page reported as an error
     */
    List<String> run(Path page, String script) throws IOException, InterruptedException {
        String html = Files.readString(page);
        assertThat(html).contains("</head>", "</body>");
        Path watched = page.resolveSibling("watched.html");
        Files.writeString(
                watched,
                html.replace("</head>", WATCH + "</head>").replace("</body>", REPORT.formatted(script) + "</body>"));
        Path dom = page.resolveSibling("dom.html");
        Path profile = Files.createTempDirectory(page.getParent(), "profile");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile,
                "--window-size=1280,1000",
                "--virtual-time-budget=20000",
                "--dump-dom",
                watched.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(page.resolveSibling("browser.log").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the browser did not end");
        }
        Matcher found = FOUND.matcher(Files.readString(dom, StandardCharsets.UTF_8));
        assertThat(found.find()).as("the script came to its end").isTrue();
        return found.group(1).lines().toList();
    }
}
