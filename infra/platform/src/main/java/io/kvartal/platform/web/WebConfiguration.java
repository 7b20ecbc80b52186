package io.kvartal.platform.web;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.ViewResolverRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Wires pages, texts, static files, JSON forms and error answers into WebFlux. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    /** @param strict a missing text, icon or file is an error instead of a gap: in tests */
    @Bean
    Messages kvartalMessages(@Value("${kvartal.web.strict:false}") boolean strict) {
        return new Messages(strict);
    }

    @Bean
    Templates templates() {
        return new Templates();
    }

    @Bean
    KernelModule kernelModule() {
        return new KernelModule();
    }

    @Bean
    KernelSchemas kernelSchemas() {
        return new KernelSchemas();
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Kvartal API")
                        .version("v1")
                        .description("New homes, calls, leads and their billing. Failures are RFC 9457 problems, see"
                                + " /docs/problems."));
    }

    @Bean
    RequestId requestIdFilter() {
        return new RequestId();
    }

    @Bean
    Uis uis(
            Messages messages,
            Clock clock,
            @Value("${kvartal.public-url:}") String publicUrl,
            ObjectProvider<UserSource> users,
            ObjectProvider<MenuEntry> menu) {
        return new Uis(messages, clock, publicUrl, users, menu.stream().toList());
    }

    @Bean
    Frames frames(ObjectProvider<FramePart> parts) {
        return new Frames(parts);
    }

    /** After the filters that know a reader and note a visit, before a controller is looked for. */
    @Bean
    @Order(110)
    KeptPages keptPages(ObjectProvider<FreshValue> fresh, Uis uis) {
        return new KeptPages(fresh, uis);
    }

    @Bean
    ProblemHandler problemHandler(Messages messages, Templates templates, Frames frames, Uis uis, JsonMapper json) {
        return new ProblemHandler(messages, templates, frames, uis, json);
    }

    @Bean
    RouterFunction<ServerResponse> staticFiles() {
        return new StaticFiles().routes();
    }

    @Bean
    WebFluxConfigurer pages(
            Templates templates,
            Frames frames,
            KeptPages kept,
            ObjectProvider<Uis> uis,
            ObjectProvider<JsonMapper> json) {
        return new Pipeline(templates, frames, kept, uis, json);
    }

    private record Pipeline(
            Templates templates,
            Frames frames,
            KeptPages kept,
            ObjectProvider<Uis> uis,
            ObjectProvider<JsonMapper> json)
            implements WebFluxConfigurer {
        @Override
        public void configureViewResolvers(ViewResolverRegistry registry) {
            registry.viewResolver((name, locale) ->
                    templates.has(name) ? Mono.just(new JteView(templates, frames, kept, name)) : Mono.empty());
        }

        @Override
        public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
            configurer.addCustomResolver(new UiArgument(uis));
        }

        @Override
        public void addFormatters(FormatterRegistry registry) {
            registry.addConverter(new IdConverter());
            registry.addConverter(String.class, BillingPeriod.class, BillingPeriod::parse);
            registry.addConverter(
                    String.class, Lang.class, text -> Lang.of(text).orElseThrow());
        }

        /** Requests to us may not carry unknown fields; answers of others to us may, so only this side is strict. */
        @Override
        public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
            json.ifAvailable(mapper -> configurer
                    .defaultCodecs()
                    .jacksonJsonDecoder(new JacksonJsonDecoder(mapper.rebuild()
                            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                            .build())));
        }
    }

    private record UiArgument(ObjectProvider<Uis> uis) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Ui.class;
        }

        @Override
        public Mono<Object> resolveArgument(
                MethodParameter parameter, BindingContext bindings, ServerWebExchange exchange) {
            return uis.getObject().of(exchange).cast(Object.class);
        }
    }
}
