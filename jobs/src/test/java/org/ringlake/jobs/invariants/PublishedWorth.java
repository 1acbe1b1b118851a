package org.ringlake.jobs.invariants;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.oracle.Worth;

/** The predictions of {@code gold.customer_value} in the words of the oracle. */
final class PublishedWorth {
  private PublishedWorth() {}

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
}
