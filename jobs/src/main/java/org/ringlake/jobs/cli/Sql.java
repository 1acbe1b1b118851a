package org.ringlake.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.ringlake.jobs.Interpretation;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.SessionSettings;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scala.jdk.javaapi.CollectionConverters;

/** Prints what a query over the lake's tables finds, row by row; it only reads. */
@CommandLine.Command(
    name = "sql",
    description = "Reads any table by its name, such as gold.kpi or silver.calls.")
final class Sql extends LakeCommand {
  private static final Set<Class<? extends LogicalPlan>> HARMLESS_COMMANDS =
      Set.of(DescribeRelation.class, ExplainCommand.class);

  /**
   * Delta takes scans of as many files for the same where their partitions are asked for by
   * functions that it does not know, such as {@code upper(period)}; one would be given the rows of
   * the other.
   */
  private static final Map<String, String> EACH_SCAN_BY_ITSELF =
      Map.of("spark.sql.exchange.reuse", "false", "spark.sql.execution.reuseSubquery", "false");

  /** Few rows are sorted and grouped sooner in one place than brought to several. */
  private static final Map<String, String> IN_ONE_PARTITION =
      Map.of("spark.sql.shuffle.partitions", "1");

  /** Bytes that a query reads, as Spark estimates them; from here on compiling it pays. */
  private static final BigInteger WORTH_COMPILING = BigInteger.valueOf(16L << 20);

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "table|csv|json",
      description = "How rows are printed; default ${DEFAULT-VALUE}.")
  private ResultFormat format;

  @Parameters(paramLabel = "QUERY", description = "One SELECT, in quotes.")
  private String query;

  @Override
  void read(Lake lake, ZoneId zone) throws IOException, ParseException {
    try (Writer out = standardOutput()) {
      print(lake, query, format, out);
    }
  }

  static void print(Lake lake, String query, ResultFormat format, Writer out)
      throws IOException, ParseException {
    SparkSession spark = lake.spark();
    checkOnlyReads(spark, query);
    Interpretation interpretation = Interpretation.in(spark);
    SessionSettings partitions = SessionSettings.in(spark, IN_ONE_PARTITION);
    SessionSettings reuse = SessionSettings.in(spark, EACH_SCAN_BY_ITSELF);
    try {
      QueriedTables.expose(spark, lake, query);
      Dataset<Row> rows = find(lake, query);
      if (bytesReadBy(rows).compareTo(WORTH_COMPILING) > 0) {
        interpretation.close();
        partitions.close();
      }
      format.print(rows, out);
    } finally {
      partitions.close();
      reuse.close();
      interpretation.close();
    }
  }

  /** Of the files that may hold what is asked for, the columns that are. */
  private static BigInteger bytesReadBy(Dataset<Row> rows) {
    return CollectionConverters.asJava(rows.queryExecution().optimizedPlan().collectLeaves())
        .stream()
        .map(leaf -> leaf.stats().sizeInBytes().bigInteger())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static void checkOnlyReads(SparkSession spark, String query) throws ParseException {
    LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(query);
    boolean writes = plan.exists(Sql::doesMoreThanRead);
    if (writes) {
      throw new JobException("This is no query: 'ringlake sql' reads only. Write one SELECT.");
    }
  }

  private static boolean doesMoreThanRead(LogicalPlan node) {
    boolean isStatement = node instanceof Command || node instanceof ParsedStatement;
    return isStatement && !HARMLESS_COMMANDS.contains(node.getClass());
  }

  private static Dataset<Row> find(Lake lake, String query) {
    try {
      return lake.spark().sql(query);
    } catch (Exception e) {
      if (e instanceof AnalysisException failure && isUnknownTable(failure)) {
        throw unknownTable(failure, lake);
      }
      throw e;
    }
  }

  private static boolean isUnknownTable(AnalysisException failure) {
    return Set.of("TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND").contains(failure.getCondition());
  }

  private static JobException unknownTable(AnalysisException failure, Lake lake) {
    List<String> tables = lake.readable().stream().map(TableName::toString).toList();
    String asked =
        failure.getMessageParameters().getOrDefault("relationName", "that name").replace("`", "");
    return new JobException(
        tables.isEmpty()
            ? "There is no table %s: the lake at %s is empty. Fill it with 'ringlake run'."
                .formatted(asked, lake.root())
            : "There is no table %s. There are: %s.".formatted(asked, String.join(", ", tables)),
        failure);
  }

  static Writer standardOutput() {
    return new OutputStreamWriter(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
        StandardCharsets.UTF_8);
  }
}
