package org.ringlake.attribution;

import java.io.Serial;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.ringlake.facts.DealCredits;
import scala.util.hashing.MurmurHash3$;

/** Splits what a deal brought among those who touched its customer, once for every model. */
public final class CreditSplit implements FlatMapFunction<Row, Row> {
  @Serial private static final long serialVersionUID = 1;

  private static final long WHOLE = 1_000_000_000L;
  private static final int WEIGHT_DIGITS = 9;
  private static final int MINOR_DIGITS = 2;
  private static final int HASH_SEED = 0;

  private final AttributionRules rules;
  private final MarkovFits fits;

  public CreditSplit(AttributionRules rules, MarkovFits fits) {
    this.rules = rules;
    this.fits = fits;
  }

  @Override
  public Iterator<Row> call(Row deal) {
    List<Row> credits = new ArrayList<>();
    String dealId = deal.getAs(DealEvents.DEAL_ID);
    sharesByModel(deal)
        .forEach((model, shares) -> new Split(model, dealId, shares).add(deal, credits));
    return credits.iterator();
  }

  private Map<String, Map<String, Double>> sharesByModel(Row deal) {
    Row closing = deal.getAs(DealEvents.CLOSING);
    List<Touch> path = closing == null ? List.of() : path(deal);
    Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
    for (PathModel model : PathModel.values()) {
      shares.put(model.id(), orNobody(path, () -> model.shares(path, rules.halfLife())));
    }
    shares.put(
        MarkovFits.MODEL,
        orNobody(path, () -> fits.shares(path, closing.<Integer>getAs(DealEvents.MONTH))));
    return shares;
  }

  private static Map<String, Double> orNobody(
      List<Touch> path, Supplier<Map<String, Double>> shares) {
    return path.isEmpty() ? Map.of(DealCredits.UNATTRIBUTED, 1.0) : shares.get();
  }

  private List<Touch> path(Row deal) {
    return deal.<Row>getList(deal.fieldIndex(DealPaths.PATH)).stream()
        .map(
            touch ->
                new Touch(
                    touch.getAs(DealPaths.AGENT_ID),
                    touch.<Long>getAs(DealPaths.SECONDS_BEFORE),
                    rules.touches().weight(touch.<Boolean>getAs(DealPaths.IS_BOT))))
        .toList();
  }

  /** One deal's under one model. */
  private static final class Split {
    private final String model;
    private final String dealId;
    private final List<String> agents;
    private final double[] shares;
    private final long[] order;

    Split(String model, String dealId, Map<String, Double> shares) {
      this.model = model;
      this.dealId = dealId;
      this.agents = List.copyOf(shares.keySet());
      this.shares = agents.stream().mapToDouble(shares::get).toArray();
      this.order =
          agents.stream()
              .mapToLong(agent -> MurmurHash3$.MODULE$.stringHash(dealId + '\n' + agent, HASH_SEED))
              .toArray();
    }

    void add(Row deal, List<Row> credits) {
      Row closing = deal.getAs(DealEvents.CLOSING);
      if (closing != null) {
        addClosing(closing, Optional.ofNullable(deal.getAs(CustomerWorth.WORTH)), credits);
      }
      int refunds = deal.fieldIndex(DealEvents.REFUNDS);
      if (!deal.isNullAt(refunds)) {
        deal.<Row>getList(refunds).forEach(refund -> addRefund(refund, credits));
      }
    }

    private void addClosing(Row closing, Optional<Row> worth, List<Row> credits) {
      long[] weights = LargestRemainder.split(WHOLE, shares, order);
      long[] amounts = split(closing.<Long>getAs(DealEvents.AMOUNT));
      long[] costs = split(closing.<Long>getAs(DealEvents.COST));
      Optional<long[]> revenue =
          worth.map(customer -> customer.<Long>getAs(CustomerWorth.REVENUE)).map(this::split);
      Optional<long[]> value =
          worth
              .map(customer -> customer.<BigDecimal>getAs(CustomerWorth.VALUE))
              .map(amount -> split(amount.movePointRight(MINOR_DIGITS).longValueExact()));
      for (int agent = 0; agent < agents.size(); agent++) {
        credits.add(
            RowFactory.create(
                model,
                dealId,
                null,
                agents.get(agent),
                closing.getAs(DealEvents.OWNER),
                closing.getAs(DealEvents.OWNERS_TEAM),
                BigDecimal.valueOf(weights[agent], WEIGHT_DIGITS),
                money(amounts[agent]),
                money(amounts[agent] - costs[agent]),
                money(revenue, agent),
                money(value, agent),
                worth.isPresent(),
                worth.map(customer -> customer.getAs(CustomerWorth.IS_MATURED)).orElse(null),
                worth.map(customer -> customer.getAs(CustomerWorth.HAS_REPURCHASED)).orElse(null),
                closing.<Object>getAs(DealEvents.DAY)));
      }
    }

    private void addRefund(Row refund, List<Row> credits) {
      long[] amounts = split(-refund.<Long>getAs(DealEvents.REFUND));
      for (int agent = 0; agent < agents.size(); agent++) {
        credits.add(
            RowFactory.create(
                model,
                dealId,
                refund.getAs(DealEvents.REFUND_ID),
                agents.get(agent),
                refund.getAs(DealEvents.OWNER),
                refund.getAs(DealEvents.OWNERS_TEAM),
                BigDecimal.valueOf(0, WEIGHT_DIGITS),
                money(amounts[agent]),
                money(amounts[agent]),
                null,
                null,
                false,
                null,
                null,
                refund.<Object>getAs(DealEvents.DAY)));
      }
    }

    private long[] split(long minor) {
      return LargestRemainder.split(minor, shares, order);
    }

    private static BigDecimal money(Optional<long[]> parts, int agent) {
      return parts.map(each -> money(each[agent])).orElse(null);
    }

    private static BigDecimal money(long minor) {
      return BigDecimal.valueOf(minor, MINOR_DIGITS);
    }
  }
}
