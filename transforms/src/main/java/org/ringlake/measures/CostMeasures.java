package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trunc;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.MonthlyCosts;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Costs;

/**
 * What costs add to their team's first day of a month, to no agent's. Source: {@link MonthlyCosts}.
 */
final class CostMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Costs.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.COST_MINOR);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return MonthlyCosts.from(silver.costs(), rules.money(), days)
        .select(
            col(Costs.COST_ID).as(EVENT_ID),
            lit(null).cast("string").as(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.of(col(MonthlyCosts.COST_MINOR)).as(AgentDay.COST_MINOR));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Column day = trunc(col(Costs.MONTH), "month");
    return Stream.concat(
        TouchedDays.ofRows(changes, feed(), day),
        TouchedDays.countedOnlyNow(changes, silver.costs(), day));
  }
}
