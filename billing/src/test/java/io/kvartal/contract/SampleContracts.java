package io.kvartal.contract;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Valid contracts for tests. */
public final class SampleContracts {
    public static final TenantId TENANT = new TenantId(new UUID(7, 1));
    public static final Party PARTY =
            new Party("ТОО «Алатау Девелопмент»", "240140000001", "Алматы, ул. Тестовая, 5", "accountant@example.test");

    private SampleContracts() {}

    public static ContractDraft cpl() {
        return ContractDraft.cpl(LocalDate.of(2026, 1, 1), PARTY, Money.kzt(15_000));
    }

    public static Contract signed(ContractDraft draft) {
        return version(draft, 1);
    }

    public static Contract version(ContractDraft draft, int version) {
        return Contract.of(
                draft,
                new ContractId(new UUID(9, version)),
                TENANT,
                version,
                Instant.parse("2025-12-20T06:00:00Z"),
                "tester");
    }

    public static Contract cplWith(Terms terms) {
        return signed(cpl().withTerms(terms));
    }
}
