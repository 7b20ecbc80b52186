package io.kvartal.billing.web;

import io.kvartal.contract.Sentence;
import io.kvartal.contract.Terms;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of the next version.
 *
 * @param differences between what was signed last and what is stored, or what was typed when somebody else saved meanwhile
 * @param error what concerns the whole form
 */
public record ContractEditorPage(
        Ui ui,
        ContractCase file,
        ContractForm form,
        List<Sentence> differences,
        @Nullable String error) implements Page {
    /** Time zones of the country; any other can be typed. */
    public static final List<String> ZONES =
            List.of("Asia/Almaty", "Asia/Qyzylorda", "Asia/Aqtobe", "Asia/Aqtau", "Asia/Atyrau", "Asia/Oral");

    @Override
    public String title() {
        return ui.t("contract.editor.title", file.name());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-contracts";
    }

    public String href() {
        return "/billing/contracts/" + file.tenant();
    }

    public ContractWords words() {
        return new ContractWords(ui);
    }

    public List<String> exclusions() {
        return Terms.ALL_EXCLUSIONS;
    }

    public List<String> actions() {
        return Terms.ALL_TARGET_ACTIONS;
    }

    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, ui.lang().locale());
    }
}
