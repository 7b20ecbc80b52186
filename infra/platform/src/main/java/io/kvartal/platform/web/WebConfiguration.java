package io.kvartal.platform.web;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.ViewResolverRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Wires pages, texts, static files and error answers into WebFlux. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class WebConfiguration {
    @Bean
    Messages kvartalMessages(WebProperties properties) {
        return new Messages(properties.strict());
    }

    @Bean
    Templates templates() {
        return new Templates();
    }

    @Bean
    RequestId requestIdFilter() {
        return new RequestId();
    }

    @Bean
    Uis uis(
            Messages messages,
            Clock clock,
            WebProperties properties,
            ObjectProvider<UserSource> users,
            ObjectProvider<MenuEntry> menu) {
        return new Uis(messages, clock, properties, users, menu);
    }

    @Bean
    RouterFunction<ServerResponse> staticFiles() {
        return new StaticFiles().routes();
    }

    @Bean
    WebFluxConfigurer pages(Templates templates, ObjectProvider<Uis> uis) {
        ViewResolver views =
                (name, locale) -> templates.has(name) ? Mono.just(new JteView(templates, name)) : Mono.empty();
        return new WebFluxConfigurer() {
            @Override
            public void configureViewResolvers(ViewResolverRegistry registry) {
                registry.viewResolver(views);
                registry.order(Ordered.LOWEST_PRECEDENCE); // anything else would take ResponseEntity for a model
            }

            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new UiArgument(uis));
            }
        };
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
