package io.kvartal.platform.web;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;

/**
 * The kernel's values in JSON: {@code {"amount":"12500.00","currency":"KZT"}}, phones in E.164, {@code 2026-11}, {@code
 * ru}, and any id record (one {@code UUID value}) as a plain string.
 */
public final class KernelModule extends SimpleModule {
    public KernelModule() {
        super("kvartal-kernel");
        addSerializer(Money.class, new MoneyWriter());
        addDeserializer(Money.class, new MoneyReader());
        text(
                PhoneNumber.class,
                PhoneNumber::e164,
                text -> PhoneNumber.parse(text).orElseThrow(),
                "invalid-phone");
        text(
                BillingPeriod.class,
                BillingPeriod::toString,
                text -> new BillingPeriod(YearMonth.parse(text)),
                "invalid-period");
        text(Lang.class, Lang::code, text -> Lang.of(text).orElseThrow(), "wrong-type");
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new IdWriters());
        context.addDeserializers(new IdReaders());
    }

    /** The class of an id: a record whose only component is {@code UUID value}. */
    static boolean isId(Class<?> type) {
        if (!type.isRecord()) {
            return false;
        }
        var parts = type.getRecordComponents();
        return parts.length == 1
                && parts[0].getType() == UUID.class
                && parts[0].getName().equals("value");
    }

    static Object id(Class<?> type, UUID value) {
        try {
            var constructor = type.getDeclaredConstructor(UUID.class);
            constructor.setAccessible(true);
            return constructor.newInstance(value);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read, String code) {
        addSerializer(type, new TextWriter<>(write));
        addDeserializer(type, new TextReader<>(type, read, code));
    }

    private static final class TextWriter<T> extends ValueSerializer<T> {
        private final Function<T, String> write;

        TextWriter(Function<T, String> write) {
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(write.apply(value));
        }
    }

    private static final class TextReader<T> extends ValueDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> read;
        private final String code;

        TextReader(Class<T> type, Function<String, T> read, String code) {
            this.type = type;
            this.read = read;
            this.code = code;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            var text = in.getValueAsString();
            try {
                if (text != null) {
                    return read.apply(text);
                }
            } catch (RuntimeException unreadable) {
                return context.reportInputMismatch(type, "code:" + code);
            }
            return context.reportInputMismatch(type, "code:" + code);
        }
    }

    private static final class MoneyWriter extends ValueSerializer<Money> {
        @Override
        public void serialize(Money money, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("amount", money.amount().toPlainString());
            out.writeStringProperty("currency", money.currency().getCurrencyCode());
            out.writeEndObject();
        }
    }

    private static final class MoneyReader extends ValueDeserializer<Money> {
        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) {
            var tree = context.readTree(in);
            try {
                if (tree.size() == 2) {
                    return Money.of(
                            new BigDecimal(tree.required("amount").stringValue()),
                            Currency.getInstance(tree.required("currency").stringValue()));
                }
            } catch (RuntimeException unreadable) {
                return context.reportInputMismatch(Money.class, "code:invalid-money");
            }
            return context.reportInputMismatch(Money.class, "code:invalid-money");
        }
    }

    private static final class IdWriters extends Serializers.Base {
        @Override
        public @Nullable ValueSerializer<?> findSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                com.fasterxml.jackson.annotation.JsonFormat.@Nullable Value format) {
            return isId(type.getRawClass()) ? new IdWriter(type.getRawClass()) : null;
        }
    }

    private static final class IdWriter extends ValueSerializer<Object> {
        private final java.lang.reflect.Method value;

        IdWriter(Class<?> type) {
            value = type.getRecordComponents()[0].getAccessor();
            value.setAccessible(true);
        }

        @Override
        public void serialize(Object id, JsonGenerator out, SerializationContext context) {
            try {
                out.writeString(value.invoke(id).toString());
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static final class IdReaders extends Deserializers.Base {
        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return hasDeserializerFor(config, type.getRawClass()) ? reader(type.getRawClass()) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return isId(type);
        }

        @SuppressWarnings("unchecked")
        private static <T> ValueDeserializer<T> reader(Class<?> type) {
            return new TextReader<>((Class<T>) type, text -> (T) id(type, UUID.fromString(text)), "wrong-type");
        }
    }
}
