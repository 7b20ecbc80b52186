package io.kvartal.contract;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of what the portal and a developer agreed.
 *
 * @param version 1, 2, … per tenant
 * @param validFrom first day in force, in the zone of {@code hours}
 * @param validTo first day no longer in force; null while nothing closed it
 * @param complexTerms terms of single complexes (by slug) in place of the common ones
 * @param monthlyLeadPlan leads a month that were promised; 0 for none
 * @param prepaidMonths PLACEMENT: months that are invoiced together and in advance, 1 for month by month
 */
public record Contract(
        ContractId id,
        TenantId tenant,
        int version,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        CommercialModel model,
        Terms terms,
        Map<String, Terms> complexTerms,
        List<PriceRule> prices,
        @Nullable Money monthlyFee,
        int prepaidMonths,
        List<BundleItem> bundle,
        @Nullable Commission commission,
        int monthlyLeadPlan,
        WorkingHours hours,
        BillingTerms billing,
        DisputeTerms disputes,
        Party party,
        String legalEntity,
        Instant signedAt,
        String signedBy) {

    public Terms termsFor(String complex) {
        return complexTerms.getOrDefault(complex, terms);
    }

    public boolean inForce(Instant at) {
        var day = hours.dateOf(at);
        return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
    }

    public VersionState state(Instant at) {
        if (inForce(at)) {
            return VersionState.IN_FORCE;
        }
        return hours.dateOf(at).isBefore(validFrom) ? VersionState.APPROVED : VersionState.SUPERSEDED;
    }

    public Optional<PriceRule> priceFor(
            String complex, @Nullable RoomClass room, Channel channel, @Nullable String source) {
        return PriceRule.choose(prices, complex, room, channel, source);
    }

    /** The same agreement as a proposal for the next version. */
    public ContractDraft redraft(LocalDate from) {
        return new ContractDraft(
                from,
                model,
                terms,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                hours,
                billing,
                disputes,
                party,
                legalEntity);
    }

    /** The same version as if this had been agreed in it, for reckoning what would have been. Its days of validity stay. */
    public Contract supposing(ContractDraft other) {
        return of(other, id, tenant, version, signedAt, signedBy).validUntil(validTo);
    }

    private Contract validUntil(@Nullable LocalDate day) {
        return new Contract(
                id,
                tenant,
                version,
                validFrom,
                day,
                model,
                terms,
                complexTerms,
                prices,
                monthlyFee,
                prepaidMonths,
                bundle,
                commission,
                monthlyLeadPlan,
                hours,
                billing,
                disputes,
                party,
                legalEntity,
                signedAt,
                signedBy);
    }

    static Contract of(ContractDraft draft, ContractId id, TenantId tenant, int version, Instant at, String by) {
        return new Contract(
                id,
                tenant,
                version,
                draft.validFrom(),
                null,
                draft.model(),
                draft.terms(),
                draft.complexTerms(),
                draft.prices(),
                draft.monthlyFee(),
                draft.prepaidMonths(),
                draft.bundle(),
                draft.commission(),
                draft.monthlyLeadPlan(),
                draft.hours(),
                draft.billing(),
                draft.disputes(),
                draft.party(),
                draft.legalEntity(),
                at,
                by);
    }
}
