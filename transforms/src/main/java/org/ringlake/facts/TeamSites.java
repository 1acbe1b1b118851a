package org.ringlake.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;

/** Where a team sat on a day. */
public final class TeamSites {
  /** What stands for an agent, team or site that is not known. */
  public static final String UNKNOWN = "unknown";

  /** The day from which a team sits elsewhere. */
  public static final String MOVED_ON = "moved_on";

  /** The site it leaves, or comes to. */
  public static final String MOVED_SITE = "moved_site";

  /** -1 for the site left, 1 for the other. */
  public static final String MOVED_SIGN = "moved_sign";

  private static final String HAS_SITES = "_has_sites";
  private static final String MOVED_TEAM = "_moved_team_id";
  private static final String LEFT = "_left";

  private TeamSites() {}

  /**
   * Adds {@code site}: that of the row's {@code team_id} on its {@code event_date}, {@code unknown}
   * where there is none, and null in every row where no team has a site at all.
   */
  public static Dataset<Row> withSite(Dataset<Row> rows, Dataset<Row> teams) {
    Dataset<Row> anySite = teams.agg(bool_or(col(Teams.SITE).isNotNull()).as(HAS_SITES));
    Column site = when(col(HAS_SITES), coalesce(col(Teams.SITE), lit(UNKNOWN))).as(Teams.SITE);
    return Validity.withValue(rows, teams, Teams.TEAM_ID, Teams.SITE)
        // cross, every row to exactly one: an aggregate without keys
        .crossJoin(broadcast(anySite))
        .select(
            Stream.concat(
                    Stream.of(rows.columns())
                        .filter(column -> !column.equals(Teams.SITE))
                        .map(functions::col),
                    Stream.of(site))
                .toArray(Column[]::new));
  }

  /**
   * Each row once for every site that its team leaves after its {@code event_date}, and once for
   * every one that it comes to then: {@link #MOVED_ON}, {@link #MOVED_SITE} and {@link #MOVED_SIGN}
   * are added.
   */
  public static Dataset<Row> moved(Dataset<Row> rows, Dataset<Row> teams) {
    // inner, many to many: the moves of one team are few
    return rows.join(
            broadcast(moves(teams)),
            col(Teams.TEAM_ID)
                .equalTo(col(MOVED_TEAM))
                .and(col(MOVED_ON).gt(col(Resolved.EVENT_DATE))),
            "inner")
        .drop(MOVED_TEAM);
  }

  private static Dataset<Row> moves(Dataset<Row> teams) {
    Column site = coalesce(col(Teams.SITE), lit(UNKNOWN));
    Column before =
        lag(site, 1)
            .over(Window.partitionBy(Teams.TEAM_ID).orderBy(Teams.VALID_FROM)); // nulls first
    Column sites = array(move(col(LEFT), -1), move(site, 1));
    return teams
        .withColumn(LEFT, coalesce(before, lit(UNKNOWN)))
        .filter(col(Teams.VALID_FROM).isNotNull().and(site.notEqual(col(LEFT))))
        .select(
            col(Teams.TEAM_ID).as(MOVED_TEAM), col(Teams.VALID_FROM).as(MOVED_ON), inline(sites));
  }

  private static Column move(Column site, int sign) {
    return struct(site.as(MOVED_SITE), lit(sign).as(MOVED_SIGN));
  }
}
