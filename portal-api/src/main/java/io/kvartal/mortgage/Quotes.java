package io.kvartal.mortgage;

import io.kvartal.mortgage.Quote.Obstacle;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Quotes over a list of programmes that are in force. Pure. */
public final class Quotes {
    private Quotes() {}

    /** @param down own money; a loan of nothing is a quote of nothing */
    public static Quote of(Programme programme, Money price, Money down, int months, String city, boolean finished) {
        var loan = price.minus(down);
        var payment = Money.of(Annuity.payment(loan.amount(), programme.rate(), months), price.currency());
        var paid = Annuity.schedule(loan.amount(), programme.rate(), months).stream()
                .map(Annuity.Month::payment)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var total = Money.of(paid, price.currency()).plus(down);
        return new Quote(
                programme,
                price,
                down,
                loan,
                months,
                payment,
                total.minus(price),
                total,
                obstacles(programme, price, down, months, city, finished));
    }

    private static List<Obstacle> obstacles(
            Programme programme, Money price, Money down, int months, String city, boolean finished) {
        var obstacles = new ArrayList<Obstacle>();
        var least = programme.leastDown(price, finished);
        if (down.compareTo(least) < 0) {
            obstacles.add(new Obstacle.DownTooLow(least.minus(down), least));
        }
        if (months > programme.maxMonths()) {
            obstacles.add(new Obstacle.TermTooLong(programme.maxMonths()));
        }
        programme.cap(city).ifPresent(cap -> {
            if (programme.capKind() == Programme.CapKind.PRICE && price.compareTo(cap) > 0) {
                obstacles.add(new Obstacle.PriceAboveCap(price.minus(cap), cap));
            }
            var loan = price.minus(down);
            if (programme.capKind() == Programme.CapKind.LOAN && loan.compareTo(cap) > 0) {
                obstacles.add(new Obstacle.LoanAboveCap(loan.minus(cap), cap, price.minus(cap)));
            }
        });
        return obstacles;
    }

    /** "From … a month" with the terms that stand behind it. */
    public record Monthly(Programme programme, Money payment, Money down, int months) {}

    /** The lowest payment among the programmes that are open to everybody, at the least own share and the longest term. */
    public static Optional<Monthly> lowest(List<Programme> programmes, Money price, String city, boolean finished) {
        return programmes.stream()
                .filter(Programme::general)
                .filter(p -> p.fits(price, city, finished))
                .map(p -> monthly(p, price, finished))
                .min(Comparator.comparing(Monthly::payment));
    }

    private static Monthly monthly(Programme programme, Money price, boolean finished) {
        var down = programme.leastDown(price, finished);
        var payment = Annuity.payment(price.minus(down).amount(), programme.rate(), programme.maxMonths());
        return new Monthly(programme, Money.of(payment, price.currency()), down, programme.maxMonths());
    }
}
