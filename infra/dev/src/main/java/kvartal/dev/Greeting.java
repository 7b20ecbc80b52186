package kvartal.dev;

import java.util.Locale;

/** The last words of a successful start. */
final class Greeting {
    private Greeting() {}

    static void application(State state, Options options, double seconds) {
        System.out.printf(Locale.ROOT, "%nKvartal runs after %.0f s.%n%n", seconds);
        System.out.println("  Portal         " + state.app() + "/ru/");
        System.out.println("  Cabinet        " + state.app() + "/cabinet/leads");
        System.out.println("  Quality desk   " + state.app() + "/desk");
        System.out.println("  Portfolio      " + state.app() + "/portfolio");
        System.out.println("  API            " + state.app() + "/docs/api");
        if (options.demo()) {
            System.out.println("  Phone          " + state.app() + "/sandbox/phone");
            System.out.println("  Mailbox        " + state.app() + "/sandbox/mail");
        }
        System.out.println("  Keycloak       " + state.issuer());
        System.out.println();
        System.out.println("  Sign in (password everywhere: demo)");
        for (var slug : new String[] {"alatau-development", "samal-stroy", "nomad-city", "tengri-home"}) {
            System.out.printf("    head@%1$s.demo   sales@…   accountant@…%n", slug);
        }
        System.out.println("    admin@kvartal.demo   manager@…   operator@…   quality@…   billing@…");
        System.out.println();
        System.out.println("  Stop: ./kvartal stop (or Ctrl-C here). Logs: .kvartal/logs");
    }

    static void services(Supervisor supervisor, Workspace workspace) {
        System.out.println("\nPostgreSQL and Keycloak run. Tell the application:");
        supervisor.settings().forEach(setting -> System.out.println("  " + setting));
        System.out.println("and, by environment, the secrets in:");
        System.out.println("  " + workspace.folder().resolve("services.env"));
        var text = new StringBuilder();
        supervisor
                .secretEnvironment()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        Folders.writePrivately(workspace.folder().resolve("services.env"), text.toString());
        System.out.println("Ctrl-C stops them.");
    }
}
