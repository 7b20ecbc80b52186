package io.kvartal.catalogue;

import io.kvartal.shared.Lang;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A residential complex as other contexts need it.
 *
 * @param city slug, such as {@code almaty}
 * @param district slug, unique within the city
 * @param completionYear of the earliest building that is still for sale
 * @param staticNumber the portal's own number for this complex; callers reach it when the pool is empty
 * @param salesOffice where a routed call finally rings
 * @param cover null = no photo is published
 */
public record Complex(
        ComplexId id,
        String slug,
        String name,
        TenantId developer,
        String developerSlug,
        String developerName,
        String city,
        String district,
        String buildingClass,
        double lat,
        double lon,
        int completionYear,
        int completionQuarter,
        @Nullable PhoneNumber staticNumber,
        PhoneNumber salesOffice,
        @Nullable Cover cover) {
    /** Path of a picture of moderate size: the photo, or the portal's drawing. */
    public String photo() {
        return cover == null ? "/img/facade/" + slug + ".svg" : cover.plain();
    }

    public String cityIn(Lang lang) {
        return Places.city(city).map(place -> place.name().in(lang)).orElse(city);
    }

    public String districtIn(Lang lang) {
        return Places.city(city)
                .flatMap(place -> place.district(district))
                .map(found -> found.name().in(lang))
                .orElse(district);
    }
}
