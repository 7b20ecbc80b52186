package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Developer;
import io.kvartal.shared.TenantId;
import java.util.ArrayList;
import java.util.List;

/** The invented companies of the demo; ids and slugs are part of the public contract. */
public enum DemoDeveloper {
    ALATAU_DEVELOPMENT("Alatau Development"),
    SAMAL_STROY("Самал Строй"),
    NOMAD_CITY("Nomad City"),
    TENGRI_HOME("Tengri Home"),
    BURABAY_GROUP("Burabay Group"),
    KOK_TOBE_RESIDENCE("Көк Төбе Residence"),
    ESIL_INVEST("Есіл Инвест"),
    SARYARKA_BUILD("Сарыарқа Build"),
    TURAN_ESTATE("Turan Estate"),
    MEDEU_HOMES("Medeu Homes"),
    ZHETYSU_DEVELOPMENT("Жетісу Development"),
    ASTANA_PANORAMA("Astana Panorama");

    private final String title;

    DemoDeveloper(String title) {
        this.title = title;
    }

    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public TenantId tenant() {
        return TenantId.of("018f0000-0000-7000-8000-%012x".formatted(ordinal() + 1));
    }

    public Developer developer() {
        return new Developer(tenant(), slug(), title);
    }

    public static List<Developer> all() {
        var list = new ArrayList<Developer>();
        for (var each : values()) {
            list.add(each.developer());
        }
        return list;
    }
}
