package io.kvartal;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** One door of the application. @param pattern with its variables in braces */
record Route(String method, String pattern) {
    /** Who may come in. */
    enum Family {
        MEMBER,
        STAFF,
        MEMBER_OR_STAFF,
        PUBLIC,
        MACHINE
    }

    /** Every route that exists must be in this table; the first line that fits counts. */
    private static final List<Row> TABLE = List.of(
            row(Family.MEMBER, "/cabinet", "/cabinet/**", "/api/v1/cabinet/**"),
            row(Family.STAFF, "/desk", "/desk/**", "/billing", "/billing/**", "/portfolio", "/portfolio/**"),
            row(Family.STAFF, "/api/v1/desk/**", "/api/v1/billing/**", "/api/v1/portfolio", "/api/v1/portfolio/**"),
            row(Family.STAFF, "/api/v1/surveys/**", "/sandbox/operators/**"),
            row(Family.MEMBER_OR_STAFF, "/api/v1/feeds/**"),
            row(Family.MACHINE, "/hooks/telephony/{p}/{s}", "/hooks/telephony/{p}/{s}/route", "/hooks/stripe"),
            row(Family.MACHINE, "/hooks/mail/unsubscribe/{key}"),
            row(Family.MACHINE, "/sandbox/phone/calls", "/sandbox/stripe/v1/**", "/actuator/**"),
            row(Family.PUBLIC, "/", "/{lang}", "/{lang}/", "/{lang}/novostroyki", "/{lang}/{city}/novostroyki"),
            row(Family.PUBLIC, "/{lang}/{city}/novostroyki/{set}"),
            row(Family.PUBLIC, "/{lang}/zhk/{slug}", "/{lang}/zhk/{slug}/phone", "/{lang}/zhk/{slug}/request"),
            row(Family.PUBLIC, "/{lang}/zhk/{slug}/viewing"),
            row(Family.PUBLIC, "/{lang}/zhk/{slug}/board", "/{lang}/zhk/{slug}/inaccuracy", "/{lang}/developer/{slug}"),
            row(Family.PUBLIC, "/{lang}/request/{token}", "/{lang}/request/{token}/**", "/{lang}/consent"),
            row(Family.PUBLIC, "/{lang}/alerts", "/{lang}/alerts/**", "/{lang}/history/clearance"),
            row(Family.PUBLIC, "/{lang}/affordability", "/api/v1/affordability"),
            row(Family.PUBLIC, "/{lang}/programme/{code}", "/api/v1/programmes"),
            row(Family.PUBLIC, "/{lang}/favourites", "/{lang}/favourites/{slug}", "/{lang}/favourites/{slug}/removal"),
            row(Family.PUBLIC, "/{lang}/compare", "/{lang}/compare/{slug}", "/{lang}/compare/{slug}/removal"),
            row(Family.PUBLIC, "/api/v1/favourites", "/api/v1/favourites/{complex}"),
            row(Family.PUBLIC, "/api/v1/comparison", "/api/v1/comparison/{complex}"),
            row(Family.PUBLIC, "/api/v1/cities", "/api/v1/complexes", "/api/v1/complexes/{slug}"),
            row(Family.PUBLIC, "/api/v1/complexes/{slug}/units", "/api/v1/complexes/{slug}/price-history"),
            row(Family.PUBLIC, "/api/v1/complexes/{slug}/phone-reveals", "/api/v1/mortgage-quotes", "/api/v1/leads"),
            row(Family.PUBLIC, "/api/v1/requests/{token}", "/api/v1/requests/{token}/answer"),
            row(Family.PUBLIC, "/api/v1/requests/{token}/consents/{name}", "/api/v1/nps/{token}", "/nps/{token}"),
            row(Family.PUBLIC, "/sitemap.xml", "/sitemaps/**", "/robots.txt", "/favicon.ico", "/img/**", "/assets/**"),
            row(Family.PUBLIC, "/feeds/**"),
            row(Family.PUBLIC, "/docs/**", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**"),
            row(
                    Family.PUBLIC,
                    "/sandbox/mail",
                    "/sandbox/mail/**",
                    "/sandbox/messages",
                    "/sandbox/phone",
                    "/sandbox/phone/**"),
            row(
                    Family.PUBLIC,
                    "/sandbox/stripe/pay/{token}",
                    "/sandbox/stripe/pay/{token}/thanks",
                    "/sandbox/stripe/card/{token}"));

    private record Row(Family family, List<String> patterns) {
        boolean fits(String path) {
            var container = PathContainer.parsePath(path);
            return patterns.stream()
                    .anyMatch(pattern ->
                            PathPatternParser.defaultInstance.parse(pattern).matches(container));
        }
    }

    private static Row row(Family family, String... patterns) {
        return new Row(family, List.of(patterns));
    }

    static List<Route> of(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(Route::of)
                .distinct()
                .sorted((a, b) -> (a.pattern + a.method).compareTo(b.pattern + b.method))
                .toList();
    }

    private static Stream<Route> of(RequestMappingInfo info) {
        var methods = new TreeSet<String>();
        info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .forEach(methods::add);
        if (methods.isEmpty()) {
            methods.add("GET");
        }
        return info.getPatternsCondition().getPatterns().stream()
                .flatMap(pattern -> methods.stream().map(method -> new Route(method, pattern.getPatternString())));
    }

    Family family() {
        var path = path("x");
        return TABLE.stream()
                .filter(row -> row.fits(path))
                .map(Row::family)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        this + " is in no family. Decide who may come in, then write it into the table of Route."));
    }

    boolean isApi() {
        return pattern.startsWith("/api/") || pattern.startsWith("/v3/");
    }

    boolean changes() {
        return !method.equals("GET");
    }

    boolean hasVariables() {
        return pattern.contains("{");
    }

    /** The path with the same value in every variable; languages and numbers of lines stay real. */
    String path(String value) {
        return Arrays.stream(pattern.split("/", -1))
                .map(part -> part(part, value))
                .reduce((left, right) -> left + "/" + right)
                .orElse("/");
    }

    private static String part(String part, String value) {
        if (part.startsWith("{lang")) {
            return "ru";
        }
        if (part.equals("{no}")) {
            return "1";
        }
        return part.startsWith("{") ? value : part.replace("**", value);
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
