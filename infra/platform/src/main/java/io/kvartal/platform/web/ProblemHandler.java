package io.kvartal.platform.web;

import io.kvartal.shared.Lang;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place where a failure becomes an answer: problem+json for the API and for clients that want JSON, a page for
 * browsers, a small panel for htmx. The outside never sees an exception's own words.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final List<String> MACHINES = List.of("/api/", "/hooks/", "/v3/");
    private static final List<String> STAFF = List.of("/cabinet", "/desk", "/portfolio", "/billing");

    private final Messages texts;
    private final Templates templates;
    private final Frames frames;
    private final Uis uis;
    private final JsonMapper json;

    ProblemHandler(Messages texts, Templates templates, Frames frames, Uis uis, JsonMapper json) {
        this.texts = texts;
        this.templates = templates;
        this.frames = frames;
        this.uis = uis;
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted() || error instanceof AbortedException) {
            return Mono.error(error);
        }
        var fault = Fault.of(error);
        log(exchange, fault, error);
        head(exchange, fault);
        return wantsJson(exchange) ? body(exchange, fault) : page(exchange, fault);
    }

    private static void log(ServerWebExchange exchange, Fault fault, Throwable error) {
        var method = exchange.getRequest().getMethod();
        var route = route(exchange);
        RequestId.logging(exchange, () -> {
            if (fault.status().value() == 503) {
                LOG.warn("{} {}: {}", method, route, error.toString());
            } else if (fault.status().is5xxServerError()) {
                LOG.error("{} {} failed: {}", method, route, fault.code(), error);
            } else {
                LOG.debug("{} {}: {}", method, route, fault.code());
            }
        });
    }

    /** The pattern, because addresses hold secrets: of hooks, of passports, of surveys. */
    private static Object route(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "(no such route)");
    }

    private static void head(ServerWebExchange exchange, Fault fault) {
        var response = exchange.getResponse();
        response.setStatusCode(fault.status());
        var headers = response.getHeaders();
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        fault.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                headers.put(name, values);
            }
        });
        headers.set(RequestId.HEADER, RequestId.of(exchange));
        headers.setCacheControl("no-store");
        var status = fault.status().value();
        if ((status == 429 || status == 503) && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, status == 429 ? "30" : "5");
        }
    }

    static boolean wantsJson(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().value();
        if (MACHINES.stream().anyMatch(path::startsWith)) {
            return true;
        }
        try {
            var accepted = exchange.getRequest().getHeaders().getAccept();
            return accepted.stream().anyMatch(type -> type.getSubtype().endsWith("json"))
                    && accepted.stream().noneMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private Mono<Void> body(ServerWebExchange exchange, Fault fault) {
        var lang = Languages.of(exchange);
        var path = exchange.getRequest().getPath().value();
        var bytes = json.writeValueAsBytes(ProblemBody.of(fault, texts, lang, path, RequestId.of(exchange)));
        var response = exchange.getResponse();
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(bytes.length);
        response.getHeaders().setContentLanguage(lang.locale());
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    private Mono<Void> page(ServerWebExchange exchange, Fault fault) {
        return uis.of(exchange)
                .onErrorResume(broken -> Mono.just(uis.in(Languages.of(exchange))))
                .flatMap(ui -> {
                    var page = page(exchange, fault, ui);
                    if (Htmx.asks(exchange.getRequest())) {
                        return JteView.write(exchange, page, templates.body("platform/problem/panel", page));
                    }
                    return frame(exchange, page, fault)
                            .flatMap(frame -> JteView.write(
                                    exchange, page, templates.whole("platform/problem/page", page, frame)));
                });
    }

    /** When something is broken, the page that says so asks nobody; and what a frame lacks must never cost the message. */
    private Mono<Frame> frame(ServerWebExchange exchange, ProblemPage page, Fault fault) {
        return fault.status().is5xxServerError()
                ? Mono.just(Frame.NONE)
                : frames.of(page, exchange).onErrorResume(broken -> {
                    LOG.warn("an error page goes out with a bare frame", broken);
                    return Mono.just(Frame.NONE);
                });
    }

    private ProblemPage page(ServerWebExchange exchange, Fault fault, Ui ui) {
        Lang lang = ui.lang();
        var body = ProblemBody.of(fault, texts, lang, ui.path(), RequestId.of(exchange));
        var path = exchange.getRequest().getPath().value();
        var staff = ui.user() != null && STAFF.stream().anyMatch(path::startsWith);
        return new ProblemPage(
                ui,
                staff ? Layout.STAFF : Layout.PORTAL,
                fault.status().value(),
                body.title(),
                body.detail(),
                fault.code(),
                body.errors().stream()
                        .map(line -> new ProblemPage.Line(line.pointer(), line.message()))
                        .toList(),
                again(exchange, fault));
    }

    private static @Nullable String again(ServerWebExchange exchange, Fault fault) {
        if (fault.status().value() == 401) {
            return UserSource.LOGIN;
        }
        var request = exchange.getRequest();
        return request.getMethod() == HttpMethod.GET && fault.status().is5xxServerError()
                ? request.getURI().getRawPath()
                : null;
    }
}
