package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Surveys;

/**
 * What survey answers add to an agent's day.
 *
 * <p>Grain: one row per agent, team and day with an answer; agent and team may be null. Units:
 * counts. Source: {@code SurveyAnswers}.
 */
final class SurveyMeasures {
  private static final int LEAST_SATISFIED = 4;
  private static final int LEAST_PROMOTER = 9;
  private static final int MOST_DETRACTOR = 6;

  private SurveyMeasures() {}

  static Dataset<Row> from(Dataset<Row> surveyAnswers) {
    Column csat = col(Surveys.CSAT);
    Column nps = col(Surveys.NPS);
    return surveyAnswers
        .groupBy(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.EVENT_DATE)
        .agg(
            count(csat).as(AgentDay.CSAT_ANSWERS),
            count_if(csat.geq(LEAST_SATISFIED)).as(AgentDay.CSAT_SATISFIED),
            count(nps).as(AgentDay.NPS_ANSWERS),
            count_if(nps.geq(LEAST_PROMOTER)).as(AgentDay.NPS_PROMOTERS),
            count_if(nps.leq(MOST_DETRACTOR)).as(AgentDay.NPS_DETRACTORS));
  }
}
