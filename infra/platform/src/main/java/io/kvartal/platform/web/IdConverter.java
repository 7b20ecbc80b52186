package io.kvartal.platform.web;

import io.kvartal.shared.Ids;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/** Path variables and parameters of an id type; a text that is no id names nothing, so it is 404. */
final class IdConverter implements ConditionalGenericConverter {
    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, Record.class));
    }

    @Override
    public boolean matches(TypeDescriptor source, TypeDescriptor target) {
        return KernelModule.isId(target.getType());
    }

    @Override
    public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
        return KernelModule.id(to.getType(), Ids.parse((String) Objects.requireNonNull(source)));
    }
}
