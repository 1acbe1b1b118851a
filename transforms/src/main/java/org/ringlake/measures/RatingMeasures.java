package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Ratings;

/**
 * What ratings add to the day they were given on: their number and score for each kind of rater, in
 * whatever dimension, and for each dimension by managers only.
 */
final class RatingMeasures implements MeasureSource {
  static final List<String> RATERS =
      List.of(Ratings.PEER, Ratings.MANAGER, Ratings.CUSTOMER, Ratings.SELF);

  static final List<String> DIMENSIONS =
      List.of(
          "teamwork",
          "service",
          "skills",
          "knowledge",
          "analysis",
          "execution",
          "attitude",
          "communication",
          "solving",
          "speed",
          "training");

  @Override
  public String feed() {
    return Ratings.NAME;
  }

  @Override
  public List<String> measures() {
    return Stream.concat(RATERS.stream(), DIMENSIONS.stream())
        .flatMap(each -> Stream.of(ratings(each), scoreE6(each)))
        .toList();
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(Ratings.RATING_ID).as(EVENT_ID),
                col(AgentDay.AGENT_ID),
                col(AgentDay.TEAM_ID),
                col(AgentDay.EVENT_DATE)));
    for (String rater : RATERS) {
      columns.addAll(measured(rater, isBy(rater)));
    }
    for (String dimension : DIMENSIONS) {
      columns.addAll(
          measured(
              dimension, isBy(Ratings.MANAGER).and(col(Ratings.DIMENSION).equalTo(dimension))));
    }
    return silver
        .ratings()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .select(columns.toArray(Column[]::new));
  }

  /** How many ratings there are of a kind of rater or in a dimension. */
  static String ratings(String of) {
    return of + "_ratings";
  }

  /** The sum of their scores, in millionths of a point. */
  static String scoreE6(String of) {
    return of + "_rating_e6";
  }

  private static List<Column> measured(String of, Column condition) {
    return List.of(
        Additive.one(condition).as(ratings(of)),
        Additive.where(condition, Additive.millionths(col(Ratings.SCORE))).as(scoreE6(of)));
  }

  private static Column isBy(String rater) {
    return col(Ratings.RATER_KIND).equalTo(rater);
  }
}
