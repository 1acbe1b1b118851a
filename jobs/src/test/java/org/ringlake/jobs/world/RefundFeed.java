package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Refunds, some in parts, some months later, some of deals nobody knows. */
final class RefundFeed {
  private final Materials materials;
  private final Dice dice;
  private final Clock clock;
  private final List<String> deals;
  private final List<String> euroDeals;

  /**
   * @param euroDeals deals that can be refunded on days with a rate only
   */
  RefundFeed(Materials materials, List<String> deals, List<String> euroDeals) {
    this.materials = materials;
    this.dice = materials.dice();
    this.clock = materials.clock();
    this.deals = deals;
    this.euroDeals = euroDeals;
  }

  /**
   * The files.
   *
   * @param others refunds that are made elsewhere
   */
  List<RawFile> files(List<RawRow> others) {
    List<RawRow> rows = new ArrayList<>(others);
    for (int i = 0; i < 40; i++) {
      boolean isOfEuros = dice.chance(0.15);
      RawRow row = refund("refund-" + i, isOfEuros);
      List<UnaryOperator<RawRow>> changes = new ArrayList<>();
      changes.add(version -> version.with("amount", amount()));
      changes.add(version -> version.with("units", dice.number(0, 3)));
      if (!isOfEuros) {
        Clock.Style style = clock.style();
        row = row.with("refunded_at", clock.text(clock.moment(clock.day()), style));
        changes.add(
            version -> version.with("refunded_at", clock.text(clock.moment(clock.day()), style)));
      }
      rows.addAll(materials.versions().of(row, changes));
    }
    rows.addAll(
        materials
            .bad()
            .of(
                "refunds",
                "refund_id",
                List.copyOf(rows),
                "refund_id",
                "",
                "deal_id",
                "",
                "amount",
                "",
                "amount",
                "-5",
                "amount",
                "1,5",
                "units",
                "half",
                "refunded_at",
                "",
                "refunded_at",
                "2025-02-30T10:00:00",
                "refunded_at",
                "2099-01-01T00:00:00Z"));
    return materials.files(
        "refunds", rows, List.of("refund_id", "deal_id", "amount", "refunded_at"), 1);
  }

  private RawRow refund(String id, boolean isOfEuros) {
    LocalDate day =
        isOfEuros
            ? Business.EUROS_FROM.plusDays(dice.between(0, 105))
            : clock.day().plusDays(dice.chance(0.05) ? 150 : 0);
    String deal = isOfEuros ? dice.of(euroDeals) : dice.of(deals);
    return RawRow.of(
        "refund_id", id,
        "deal_id", dice.chance(0.05) ? "gone" : deal,
        "amount", amount(),
        "units", dice.maybe(0.7, dice.number(0, 3)),
        "refunded_at", clock.text(clock.moment(day)));
  }

  private String amount() {
    return "%d.%02d".formatted(dice.between(0, 3000), dice.between(0, 99));
  }
}
