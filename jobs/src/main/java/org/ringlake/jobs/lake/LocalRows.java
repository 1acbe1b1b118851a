package org.ringlake.jobs.lake;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.ringlake.jobs.SessionSettings;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows few enough for the driver to hold. What is selected from them takes no Spark job, and what
 * is joined or grouped takes a single task. They are kept as Spark has them: dates and times do not
 * go through Java's calendars.
 */
public final class LocalRows {
  /** So many values are part of a plan; more are joined to. */
  private static final int LITERALS = 2_000;

  private static final String WANTED = "__wanted";

  /** True in a session while its plans are made {@link #inOneTask}; not a user's setting. */
  private static final String ONE_TASK = "spark.ringlake.oneTask";

  /**
   * Rows in one partition are joined where they are; sending one side to all is a job of its own.
   */
  private static final Map<String, String> IN_ONE_TASK =
      Map.of(
          "spark.sql.optimizer.disableHints",
          "true",
          "spark.sql.autoBroadcastJoinThreshold",
          "-1",
          ONE_TASK,
          "true");

  private static final Map<String, String> UNSTORED =
      Map.of("spark.databricks.delta.merge.materializeSource", "none");

  private LocalRows() {}

  /** The rows as they are now, held by the driver; empty where there are more than so many. */
  public static Optional<Dataset<Row>> ifFew(Dataset<Row> rows, int most) {
    List<InternalRow> found = collected(rows.limit(most + 1));
    return found.size() > most ? Optional.empty() : Optional.of(local(rows, found));
  }

  /** Rows as Spark has them within itself. */
  static Dataset<Row> of(SparkSession spark, StructType schema, List<InternalRow> rows) {
    return local(spark.createDataFrame(List.of(), schema), rows);
  }

  /** The rows, held by the driver. Expects few. */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return local(rows, collected(rows));
  }

  /** Whether the driver can tell the rows without a job. */
  public static boolean areLocal(Dataset<Row> rows) {
    return rows.queryExecution().optimizedPlan() instanceof LocalRelation;
  }

  /** Local rows and more local rows of the same columns. */
  public static Dataset<Row> both(Dataset<Row> rows, Dataset<Row> more) {
    List<InternalRow> all = new ArrayList<>(collected(rows));
    all.addAll(collected(more));
    return local(rows, all);
  }

  /** The rows whose column has one of these values. */
  public static Dataset<Row> having(Dataset<Row> rows, String column, Set<?> values) {
    if (values.size() <= LITERALS) {
      return rows.filter(col(column).isin(values.toArray()));
    }
    StructField field = rows.schema().apply(column);
    List<Row> wanted = values.stream().map(RowFactory::create).toList();
    Dataset<Row> known =
        rows.sparkSession().createDataFrame(wanted, new StructType().add(WANTED, field.dataType()));
    return rows.join(broadcast(known), col(column).equalTo(col(WANTED)), "left_semi");
  }

  /** As one side of a join, or to be grouped, in plans of {@link #inOneTask}. */
  public static Dataset<Row> together(Dataset<Row> rows) {
    return rows.coalesce(1);
  }

  /** Local rows for a plan: {@link #together} where plans are made {@link #inOneTask}. */
  public static Dataset<Row> inPlans(Dataset<Row> rows) {
    return isInOneTask(rows.sparkSession()) ? together(rows) : rows;
  }

  /** Whether plans are made {@link #inOneTask} now. */
  public static boolean isInOneTask(SparkSession spark) {
    return spark.conf().get(ONE_TASK, "false").equals("true");
  }

  /** Lets plans over {@link #together} be made so that they run in one task. */
  public static <T> T inOneTask(SparkSession spark, Supplier<T> work) {
    return SessionSettings.during(spark, IN_ONE_TASK, work);
  }

  /** The same for work that gives nothing back. */
  public static void inOneTask(SparkSession spark, Runnable work) {
    SessionSettings.during(spark, IN_ONE_TASK, work);
  }

  /** Lets local rows be merged into a table without being stored first: they never differ. */
  public static void unstored(SparkSession spark, Runnable merge) {
    SessionSettings.during(spark, UNSTORED, merge);
  }

  private static List<InternalRow> collected(Dataset<Row> rows) {
    QueryExecution query = rows.queryExecution();
    return Arrays.asList(
        SQLExecution.withNewExecutionId(
            query, Option.apply("collect"), () -> query.executedPlan().executeCollect()));
  }

  private static Dataset<Row> local(Dataset<Row> like, List<InternalRow> rows) {
    Seq<Attribute> columns = like.queryExecution().analyzed().output();
    LocalRelation relation =
        new LocalRelation(
            columns, CollectionConverters.asScala(rows).toIndexedSeq(), false, Option.empty());
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) like.sparkSession(), relation.newInstance());
  }
}
