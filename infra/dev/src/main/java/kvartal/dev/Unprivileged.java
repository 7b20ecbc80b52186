package kvartal.dev;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. As root we therefore start it in a user namespace of its own, where it is nobody
 * but still owns its files; where namespaces are forbidden (many container engines) it runs as a real other user.
 */
final class Unprivileged {
    private Unprivileged() {}

    /** @return words to put before the command; empty when we are not root */
    static List<String> prefix(Path program, Path home) {
        if (!Commands.root()) {
            return List.of();
        }
        var here = Path.of("/");
        if (Commands.run(here, 10, List.of("unshare", "-U", "true")).ok()) {
            return List.of("unshare", "-U");
        }
        for (var user : List.of("postgres", "nobody")) {
            var prefix = List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--clear-groups");
            if (works(prefix, user, program, home)) {
                return prefix;
            }
        }
        throw new DevFailure(
                "PostgreSQL cannot run as root, and neither user namespaces nor the user nobody can be used here. Run"
                        + " as an ordinary user, or set KVARTAL_CACHE and TMPDIR to folders that everyone may enter.");
    }

    private static String group(String user) {
        return Commands.run(Path.of("/"), 10, List.of("id", "-gn", user)).text();
    }

    private static boolean works(List<String> prefix, String user, Path program, Path home) {
        var here = Path.of("/");
        if (!Commands.run(here, 60, List.of("chown", "-R", user, home.toString()))
                .ok()) {
            return false;
        }
        var probe = new ArrayList<>(prefix);
        probe.addAll(List.of("sh", "-c", "\"$0\" --version && test -w \"$1\"", program.toString(), home.toString()));
        return Commands.run(here, 10, probe).ok();
    }
}
