package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.QualityRules;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.measures.AgentDay;

/**
 * The silver tables of a build, and what it has made of them already: credits for deals, and the
 * reviews in force, so that no transcript is inspected again.
 *
 * @param model the model that customers are credited by; empty: there are no credits
 */
record GoldFeeds(SilverFeeds silver, Lake lake, Optional<String> model) implements OverSilver {
  static GoldFeeds of(Building building) {
    return new GoldFeeds(
        building.silver(),
        building.lake(),
        building.knowsWorth() ? Optional.of(building.creditingModel()) : Optional.empty());
  }

  @Override
  public Dataset<Row> callReviews(QualityRules rules, CountedDays days) {
    return GoldTables.read(lake, GoldTables.CALL_REVIEW)
        .filter(days.contains(col(AgentDay.EVENT_DATE)));
  }

  @Override
  public Dataset<Row> credits() {
    return model
        .map(name -> underModel(GoldTables.read(lake, GoldTables.ATTRIBUTION_CREDIT), name))
        .orElseGet(() -> none(lake));
  }

  static Dataset<Row> none(Lake lake) {
    return lake.spark().createDataFrame(List.of(), DealCredits.SCHEMA);
  }

  /** The credits of one model. */
  static Dataset<Row> underModel(Dataset<Row> credits, String model) {
    return credits.filter(col(DealCredits.MODEL).equalTo(model));
  }
}
