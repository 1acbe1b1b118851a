package org.ringlake.jobs.invariants;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.oracle.Worth;

/** What gold tables tell of customers' worth in the words of the oracle. */
final class PublishedWorth {
  private PublishedWorth() {}

  /** The predictions of {@code gold.customer_value}. */
  static Worth of(Engine engine) {
    if (!engine.knowsWorth()) {
      return Worth.NONE;
    }
    Map<String, BigDecimal> predicted = new HashMap<>();
    for (Row row :
        engine
            .read(TableName.gold("customer_value"))
            .filter("predicted_value IS NOT NULL")
            .select("customer_id", "predicted_value")
            .collectAsList()) {
      predicted.put(row.getString(0), row.getDecimal(1));
    }
    return Worth.withPredictions(predicted);
  }

  /** The same, and by {@code gold.attribution_credit} who won customers under a model. */
  static Worth under(String model, Engine engine) {
    List<Worth.Part> parts =
        engine
            .read(TableName.gold("attribution_credit"))
            .filter("is_acquisition")
            .filter(col("model").equalTo(model))
            .select("deal_id", "agent_id", "weight", "repurchase_revenue_6m", "lifetime_value")
            .collectAsList()
            .stream()
            .map(PublishedWorth::part)
            .toList();
    return of(engine).sharedIn(parts);
  }

  private static Worth.Part part(Row credit) {
    return new Worth.Part(
        credit.getString(0),
        credit.getString(1),
        credit.getDecimal(2),
        credit.getDecimal(3),
        credit.getDecimal(4));
  }
}
