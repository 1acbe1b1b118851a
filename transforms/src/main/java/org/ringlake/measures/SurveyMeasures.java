package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ConcernedAgents;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Surveys;

/** What survey answers add to an agent's day. Source: {@link ConcernedAgents}. */
final class SurveyMeasures implements MeasureSource {
  private static final int LEAST_SATISFIED = 4;
  private static final int LEAST_PROMOTER = 9;
  private static final int MOST_DETRACTOR = 6;

  @Override
  public String feed() {
    return Surveys.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.CSAT_ANSWERS,
        AgentDay.CSAT_SATISFIED,
        AgentDay.NPS_ANSWERS,
        AgentDay.NPS_PROMOTERS,
        AgentDay.NPS_DETRACTORS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column csat = col(Surveys.CSAT);
    Column nps = col(Surveys.NPS);
    Dataset<Row> ofTheDays = silver.surveys().filter(days.contains(col(AgentDay.EVENT_DATE)));
    return ConcernedAgents.ofSurveys(ofTheDays, silver.calls(), silver.agents())
        .select(
            col(Surveys.SURVEY_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.one(csat.isNotNull()).as(AgentDay.CSAT_ANSWERS),
            Additive.one(csat.geq(LEAST_SATISFIED)).as(AgentDay.CSAT_SATISFIED),
            Additive.one(nps.isNotNull()).as(AgentDay.NPS_ANSWERS),
            Additive.one(nps.geq(LEAST_PROMOTER)).as(AgentDay.NPS_PROMOTERS),
            Additive.one(nps.leq(MOST_DETRACTOR)).as(AgentDay.NPS_DETRACTORS));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return TouchedConcerns.of(changes, feed(), silver.surveys());
  }
}
