package io.kvartal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kvartal.dev.Docker;
import org.junit.jupiter.api.Assumptions;

/** One Chromium for a test class: the machine's own, else one from its package manager, else Playwright's download. */
final class TestBrowser implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private TestBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Without a browser the test is skipped with the reason; where nothing may be skipped it fails. */
    static TestBrowser open() {
        var installed = kvartal.dev.Browser.executable();
        try {
            return open(installed.orElse(null));
        } catch (PlaywrightException none) {
            if (Docker.nothingMayBeSkipped()) {
                throw none;
            }
            Assumptions.abort(
                    "No Chromium: none is installed, the package manager gave none, and Playwright could not download"
                            + " its own ("
                            + none.getMessage().lines().findFirst().orElse("") + ")");
            throw none;
        }
    }

    private static TestBrowser open(Path executable) {
        var environment =
                executable == null ? Map.<String, String>of() : Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        try {
            var arguments = new ArrayList<>(kvartal.dev.Browser.arguments());
            arguments.addAll(List.of(
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync"));
            var options = new BrowserType.LaunchOptions().setArgs(arguments);
            if (executable != null) {
                options.setExecutablePath(executable);
            }
            return new TestBrowser(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException failed) {
            playwright.close();
            throw failed;
        }
    }

    Visit visit(int width, boolean javaScript) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setLocale("ru-RU")
                .setTimezoneId("Asia/Almaty")
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                .setJavaScriptEnabled(javaScript)
                .setBaseURL(JourneyEnvironment.URL));
        context.setDefaultTimeout(30_000);
        return new Visit(context);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** A person's browser window; everything the console complains about is kept. */
    static final class Visit implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Visit(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())
                        && !message.text().startsWith("Third-party cookie")) {
                    complaints.add(message.type() + " on " + page.url() + ": " + message.text());
                }
            });
            page.onPageError(error -> complaints.add("error on " + page.url() + ": " + error));
        }

        Page page() {
            return page;
        }

        /** What the console said since the last question. */
        List<String> complaints() {
            var said = List.copyOf(complaints);
            complaints.clear();
            return said;
        }

        /** Through the real page of Keycloak. */
        Visit signIn(String user) {
            page.navigate("/oauth2/authorization/keycloak");
            page.fill("input[name=username]", user);
            page.fill("input[name=password]", "demo");
            page.click("[type=submit]");
            page.waitForURL(url -> url.startsWith(JourneyEnvironment.URL));
            complaints.clear();
            return this;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
