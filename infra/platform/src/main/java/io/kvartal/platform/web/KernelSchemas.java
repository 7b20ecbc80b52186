package io.kvartal.platform.web;

import com.fasterxml.jackson.databind.JavaType;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel's values in the OpenAPI document, as {@link KernelModule} writes them. */
final class KernelSchemas implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var own = own(raw(type));
        if (own != null) {
            return own;
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private static @Nullable Schema<?> own(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        if (type == Money.class) {
            return new ObjectSchema()
                    .addProperty("amount", new StringSchema().example("12500.00"))
                    .addProperty("currency", new StringSchema().example("KZT"))
                    .required(List.of("amount", "currency"));
        }
        if (type == PhoneNumber.class) {
            return new StringSchema().format("e164").example("+77012345678");
        }
        if (type == BillingPeriod.class) {
            return new StringSchema().pattern("\\d{4}-\\d{2}").example("2026-11");
        }
        if (type == Lang.class) {
            var lang = new StringSchema();
            lang.setEnum(List.of("ru", "kk", "en"));
            return lang;
        }
        return KernelModule.isId(type) ? new StringSchema().format("uuid") : null;
    }

    private static @Nullable Class<?> raw(AnnotatedType type) {
        JavaType java = Json.mapper().constructType(type.getType());
        return java == null ? null : java.getRawClass();
    }
}
