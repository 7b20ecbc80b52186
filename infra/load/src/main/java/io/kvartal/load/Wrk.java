package io.kvartal.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Load by wrk: one thread, 32 connections, the requests of a list one after another. */
final class Wrk {
    private static final int CONNECTIONS = 32;
    private static final String SCRIPT = """
        local list = {}
        for line in io.lines("%s") do
          local request, header, body = line:match("^([^\t]*)\t?([^\t]*)\t?(.*)$")
          local method, path = request:match("^(%%S+) (%%S+)$")
          local headers = { ["Accept"] = "*/*" }
          local name, value = header:match("^(%%S+): (.*)$")
          if name then headers[name] = value end
          if body == "" then body = nil else headers["Content-Type"] = "application/json" end
          list[#list + 1] = wrk.format(method, path, headers, body)
        end
        local at = 0
        request = function()
          at = at %% #list + 1
          return list[at]
        end
        done = function(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
            latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.timeout + e.status))
        end
        """;

    private final Path folder;
    private final String url;

    Wrk(Running running) {
        folder = running.folder();
        url = running.url();
    }

    /** @param failed answers that were no success, and connections that broke */
    record Load(double perSecond, double p50Millis, double p99Millis, long failed) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%8.0f/s  p50 %6.2f ms  p99 %7.2f ms%s",
                    perSecond,
                    p50Millis,
                    p99Millis,
                    failed == 0 ? "" : "  FAILED " + failed);
        }
    }

    static String get(String path) {
        return "GET " + path;
    }

    /** @param header such as {@code Cookie} */
    static String with(String request, String header, String value) {
        return request + "\t" + header + ": " + value;
    }

    /** @param json on one line */
    static String post(String path, String json) {
        return "POST " + path + "\t\t" + json;
    }

    Load run(List<String> requests, int seconds) {
        return run(requests, seconds, CONNECTIONS);
    }

    Load run(List<String> requests, int seconds, int connections) {
        try {
            var list = Files.writeString(folder.resolve("requests.txt"), String.join("\n", requests) + "\n");
            var script = Files.writeString(folder.resolve("requests.lua"), SCRIPT.formatted(list));
            var wrk = new ProcessBuilder(
                            "wrk",
                            "-t1",
                            "-c" + connections,
                            "-d" + seconds + "s",
                            "--timeout",
                            "10s",
                            "-s",
                            script.toString(),
                            url)
                    .redirectErrorStream(true)
                    .start();
            var output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return read(output);
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "wrk is needed for this benchmark (apt-get install wrk, brew install wrk)", missing);
        }
    }

    /** @throws IllegalStateException with all that wrk has said, when it has not come to a result */
    static Load read(String output) {
        return output.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .map(Wrk::load)
                .orElseThrow(() -> new IllegalStateException("wrk said:\n" + output));
    }

    private static Load load(String line) {
        var parts = line.split(" ");
        return new Load(
                Double.parseDouble(parts[1]) * 1e6 / Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]) / 1e3,
                Double.parseDouble(parts[4]) / 1e3,
                Long.parseLong(parts[5]));
    }
}
