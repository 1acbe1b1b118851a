package org.ringlake.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Resolved;

/**
 * Who the agents are: turns the agent or extension a source gave into the agent the roster knows,
 * and adds the agent's team of the day.
 */
public final class Roster {
  /** The agent as the source gave it, in rows to resolve and, for later, in resolved ones. */
  public static final String GIVEN_AGENT_ID = "_given_agent_id";

  /** The team as the source gave it; it goes before the roster's. */
  public static final String GIVEN_TEAM_ID = "_given_team_id";

  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);
  private static final LocalDate END = LocalDate.of(9999, 12, 31);
  private static final String KNOWN = "__known_agent";
  private static final String HOLDER = "__holder";
  private static final String HELD = "__held_extension";
  private static final String FROM = "__from";
  private static final String UNTIL = "__until";
  private static final String HELD_FROM = "__held_from";
  private static final String RANK = "__rank";

  private final Dataset<Row> agents;
  private final boolean isEmpty;

  private Roster(Dataset<Row> agents, boolean isEmpty) {
    this.agents = agents;
    this.isEmpty = isEmpty;
  }

  /**
   * The roster of a lake that has agents: versions with agent_id, team_id, extension, valid_from.
   */
  public static Roster of(Dataset<Row> agents) {
    return new Roster(agents, false);
  }

  /** The roster of a lake without agents: every given agent stands as it is, in no team. */
  public static Roster none() {
    return new Roster(null, true);
  }

  /**
   * Adds {@code agent_id} (null: none, or unknown to the roster) and {@code team_id}.
   *
   * @param rows with {@link #GIVEN_AGENT_ID}, {@link #GIVEN_TEAM_ID}, {@code event_date}, and
   *     {@code extension} where the feed has one
   */
  public Dataset<Row> resolve(Dataset<Row> rows) {
    if (isEmpty) {
      return rows.withColumn(Resolved.AGENT_ID, col(GIVEN_AGENT_ID))
          .withColumn(Resolved.TEAM_ID, col(GIVEN_TEAM_ID));
    }
    Dataset<Row> found = withAgent(rows);
    Dataset<Row> teams =
        agents.select(col(Agents.AGENT_ID), col(Agents.VALID_FROM), col(Agents.TEAM_ID));
    return Validity.withValue(found, teams, Agents.AGENT_ID, Agents.TEAM_ID)
        .withColumn(Resolved.TEAM_ID, coalesce(col(GIVEN_TEAM_ID), col(Resolved.TEAM_ID)));
  }

  private Dataset<Row> withAgent(Dataset<Row> rows) {
    Dataset<Row> known = agents.select(col(Agents.AGENT_ID).as(KNOWN)).distinct();
    // left, many rows to at most one: the agents are distinct
    Dataset<Row> named =
        rows.join(broadcast(known), col(GIVEN_AGENT_ID).equalTo(col(KNOWN)), "left");
    boolean hasExtension = Arrays.asList(rows.columns()).contains(Agents.EXTENSION);
    if (!hasExtension) {
      return named.withColumnRenamed(KNOWN, Resolved.AGENT_ID);
    }
    Column isHeld =
        when(col(KNOWN).isNull(), col(Agents.EXTENSION))
            .equalTo(col(HELD))
            .and(col(Resolved.EVENT_DATE).geq(col(HELD_FROM)))
            .and(col(Resolved.EVENT_DATE).lt(col(UNTIL)));
    // left, many rows to at most one: the holdings of an extension do not overlap
    return named
        .join(broadcast(holdings()), isHeld, "left")
        .withColumn(Resolved.AGENT_ID, coalesce(col(KNOWN), col(HOLDER)))
        .drop(KNOWN, HOLDER, HELD, HELD_FROM, UNTIL);
  }

  /**
   * Which agent holds an extension from which day until before which: of several the one whose
   * roster row is newest, then the lowest id.
   */
  private Dataset<Row> holdings() {
    Column from = coalesce(col(Agents.VALID_FROM), lit(BEGINNING));
    Dataset<Row> claims =
        agents
            .select(col(Agents.AGENT_ID).as(HOLDER), col(Agents.EXTENSION).as(HELD), from.as(FROM))
            .withColumn(
                UNTIL,
                coalesce(
                    lead(FROM, 1).over(Window.partitionBy(HOLDER).orderBy(FROM)),
                    lit(END).cast(DataTypes.DateType)))
            .filter(col(HELD).isNotNull());
    String start = "__start";
    String next = "__next";
    Dataset<Row> spans =
        claims
            .select(col(HELD), explode(array(col(FROM), col(UNTIL))).as(start))
            .distinct()
            .withColumn(next, lead(start, 1).over(Window.partitionBy(HELD).orderBy(start)))
            .filter(col(next).isNotNull())
            .withColumnRenamed(HELD, "__span_extension");
    Column covers =
        col("__span_extension")
            .equalTo(col(HELD))
            .and(col(FROM).leq(col(start)))
            .and(col(UNTIL).geq(col(next)));
    return spans
        .join(claims, covers, "inner")
        .withColumn(
            RANK,
            row_number()
                .over(Window.partitionBy(HELD, start).orderBy(col(FROM).desc(), col(HOLDER).asc())))
        .filter(col(RANK).equalTo(1))
        .select(col(HELD), col(HOLDER), col(start).as(HELD_FROM), col(next).as(UNTIL));
  }

  /** The columns that {@link #resolve} needs beside the feed's own. */
  public static List<String> givenColumns() {
    return List.of(GIVEN_AGENT_ID, GIVEN_TEAM_ID);
  }
}
