package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.Leavers;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Agents;

/** Agents who left of their own will, on the day they left. Source: {@link Leavers}. */
final class LeaverMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Agents.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.VOLUNTARY_LEAVERS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return Leavers.voluntary(silver.agents())
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .select(
            concat_ws(" ", col(Agents.AGENT_ID), col(Agents.VALID_FROM)).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.VOLUNTARY_LEAVERS));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Stream<Dataset<Row>> ofAgents =
        changes.of(Agents.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Agents.AGENT_ID))
            .map(
                changed ->
                    TouchedDays.ofRelated(
                        changed,
                        silver.agents(),
                        col(Agents.AGENT_ID).equalTo(TouchedDays.changed(Agents.AGENT_ID)),
                        col(Agents.LEFT_ON)));
    return Stream.of(
            TouchedDays.ofRows(changes, feed(), col(Agents.LEFT_ON)),
            ofAgents,
            TouchedDays.countedOnlyNow(changes, silver.agents(), col(Agents.LEFT_ON)))
        .flatMap(days -> days);
  }
}
