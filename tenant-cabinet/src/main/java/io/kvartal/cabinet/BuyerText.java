package io.kvartal.cabinet;

import io.kvartal.lead.LeadRow.Buyer;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.PhoneNumber;

/** How a buyer is named on screens. */
public final class BuyerText {
    private BuyerText() {}

    /** The name; else the number; else that the caller hid it. */
    public static String name(Ui ui, Buyer buyer) {
        var name = buyer.name();
        return name != null && !name.isBlank() ? name : phone(ui, buyer);
    }

    /** Grouped as people read numbers; a masked one stays as it is. */
    public static String phone(Ui ui, Buyer buyer) {
        var phone = buyer.phone();
        if (phone == null) {
            return ui.t("cabinet.lead.hidden");
        }
        return buyer.masked() ? phone : new PhoneNumber(phone).display();
    }
}
