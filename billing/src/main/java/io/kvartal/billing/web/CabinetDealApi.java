package io.kvartal.billing.web;

import static io.kvartal.billing.web.Body.required;

import io.kvartal.billing.DealBook;
import io.kvartal.billing.DealLine;
import io.kvartal.billing.Declaration;
import io.kvartal.billing.DeclaredDeal;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A developer declares the deals of a month, for programs. */
@RestController
@RequestMapping("/api/v1/cabinet/deal-declarations")
class CabinetDealApi {
    private final DealBook book;

    CabinetDealApi(DealBook book) {
        this.book = book;
    }

    record DeclarationRequest(@Nullable List<LineRequest> items) {
        List<DealLine> lines() {
            var all = required(items, "/items");
            return IntStream.range(0, all.size())
                    .mapToObj(i -> all.get(i).line("/items/" + i))
                    .toList();
        }
    }

    /** @param phone of the buyer; it is compared and written nowhere */
    record LineRequest(
            @Nullable String contractNo,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate paidOn,
            @Nullable Money contractSum,
            @Nullable String flat,
            @Nullable String complex,
            @Nullable String phone) {
        DealLine line(String at) {
            var number = required(contractNo, at + "/contractNo").strip();
            if (number.isEmpty() || number.length() > 100) {
                throw new Problem.Invalid(at + "/contractNo", "deals-number");
            }
            var sum = required(contractSum, at + "/contractSum");
            if (!sum.isPositive()) {
                throw new Problem.Invalid(at + "/contractSum", "deals-sum", "");
            }
            return new DealLine(
                    number,
                    required(signedOn, at + "/signedOn"),
                    required(paidOn, at + "/paidOn"),
                    sum,
                    flat == null ? "" : flat.strip(),
                    complex,
                    PhoneNumber.parse(required(phone, at + "/phone"))
                            .orElseThrow(() -> new Problem.Invalid(at + "/phone", "deals-phone", number)));
        }
    }

    record HitBody(
            String id,
            String contractNo,
            String state,
            @Nullable Money commission,
            @Nullable String charge) {}

    /** @param unknown deals with people whom the portal does not hold; nothing else of them is kept */
    record DeclarationBody(
            String period,
            int version,
            int lines,
            int unknown,
            LocalDate dueOn,
            @Nullable Instant declaredAt,
            List<HitBody> hits) {
        static DeclarationBody of(Declaration declaration) {
            return new DeclarationBody(
                    declaration.period().toString(),
                    declaration.version(),
                    declaration.lines(),
                    declaration.unknown(),
                    declaration.dueOn(),
                    declaration.at(),
                    declaration.hits().stream()
                            .map(hit -> body(declaration, hit))
                            .toList());
        }

        private static HitBody body(Declaration declaration, DeclaredDeal hit) {
            var id = hit.deal();
            var deal = id == null ? null : declaration.deals().get(id);
            return new HitBody(
                    hit.id().toString(),
                    hit.contractNo(),
                    deal != null && deal.cancelled() != null
                            ? "CANCELLED"
                            : hit.state().name(),
                    deal == null ? null : deal.commission(),
                    deal == null ? null : deal.charge().toString());
        }
    }

    @GetMapping("/{period}")
    Mono<DeclarationBody> read(Member member, @PathVariable String period) {
        member.require(Role.ACCOUNTANT);
        return book.declaration(member.tenant(), BillingPeriod.parse(period)).map(DeclarationBody::of);
    }

    /** The whole month; what was declared before stays. An empty list says that there were none. */
    @PutMapping("/{period}")
    Mono<DeclarationBody> declare(Member member, @PathVariable String period, @RequestBody DeclarationRequest request) {
        member.require(Role.ACCOUNTANT);
        return book.declare(member.tenant(), BillingPeriod.parse(period), request.lines(), member.name())
                .map(DeclarationBody::of);
    }
}
