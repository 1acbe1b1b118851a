package org.ringlake.jobs.build;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.SurveyAnswers;
import org.ringlake.facts.Validity;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LakeRun;
import org.ringlake.jobs.lake.RunRecord;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.KpiRules;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.Targets;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.AsOf;
import org.ringlake.measures.CallRules;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Surveys;
import org.ringlake.staging.Teams;

/**
 * Makes the gold tables from silver, each in one commit. Safe to run again: where neither a table
 * it reads, nor the configuration, nor the as-of day has changed it writes nothing.
 */
public final class BuildJob {
  /** The name of the command in {@code ops.run}. */
  public static final String COMMAND = "build";

  private static final TableName AGENT_DAY = TableName.gold(AgentDay.NAME);
  private static final TableName CUSTOMERS = TableName.gold(AgentDayCustomers.NAME);
  private static final TableName KPI = TableName.gold(Kpis.NAME);
  private static final List<TableName> MADE = List.of(AGENT_DAY, CUSTOMERS, KPI);

  private static final StructType RATES =
      new StructType()
          .add(ClosedDeals.CURRENCY, DataTypes.StringType, false)
          .add(Validity.VALID_FROM, DataTypes.DateType, false)
          .add(ClosedDeals.RATE, DataTypes.createDecimalType(18, 8), false);

  private final Lake lake;
  private final Configuration configuration;
  private final Clock clock;

  public BuildJob(Lake lake, Configuration configuration, Clock clock) {
    this.lake = lake;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Builds.
   *
   * @param given the day that counts as today; empty: that of the newest event
   * @param isFull whether to build even where nothing has changed
   */
  public BuildResult run(Optional<LocalDate> given, boolean isFull, Progress progress) {
    SilverTables silver = new SilverTables(lake, configuration.feeds());
    try (LakeRun run = LakeRun.begin(lake, COMMAND, configuration.hash(), clock)) {
      Facts facts = facts(silver);
      Map<String, Long> inputs = silver.versions();
      Optional<LocalDate> asOf = given.or(facts::newestDay);
      if (!isFull && isUpToDate(run.log().newest(COMMAND), inputs, asOf)) {
        return new BuildResult(asOf, List.of());
      }
      // without any event the tables come out empty, whatever the day
      build(facts, asOf.orElse(LocalDate.EPOCH), progress);
      run.finish(asOf, inputs);
      return new BuildResult(asOf, MADE);
    }
  }

  private void build(Facts facts, LocalDate asOf, Progress progress) {
    CallRules rules = new CallRules(configuration.ringlake().calls().effectiveMinTalk());
    progress.stage(AGENT_DAY.toString());
    lake.replace(
        AGENT_DAY,
        AgentDay.from(
            facts.calls(),
            facts.closedDeals(),
            facts.shifts(),
            facts.surveyAnswers(),
            facts.teams(),
            rules,
            asOf),
        TableLayout.prunedBy(AgentDay.EVENT_DATE));
    progress.stage("customers of each day");
    lake.replace(
        CUSTOMERS,
        AgentDayCustomers.from(facts.calls(), facts.closedDeals(), facts.teams(), asOf),
        TableLayout.prunedBy(AgentDayCustomers.EVENT_DATE));
    progress.stage("KPIs");
    Dataset<Row> cells = KpiCells.from(lake.read(AGENT_DAY), lake.read(CUSTOMERS));
    lake.replace(
        KPI,
        Kpis.from(cells, facts.objectives(), kpiRules(), asOf),
        TableLayout.prunedBy(Cell.LAYER, Cell.PERIOD, Cell.PERIOD_START));
  }

  private KpiRules kpiRules() {
    return new KpiRules(
        configuration.kpis(),
        new Targets(configuration.targets(), configuration.calendar()),
        configuration.ringlake().reliability().minSample());
  }

  private boolean isUpToDate(
      Optional<RunRecord> last, Map<String, Long> inputs, Optional<LocalDate> asOf) {
    return last.filter(run -> run.configurationHash().equals(configuration.hash()))
        .filter(run -> run.inputs().equals(inputs))
        .filter(run -> run.asOf().equals(asOf))
        .filter(this::hasMadeWhatThereIs)
        .isPresent();
  }

  private boolean hasMadeWhatThereIs(RunRecord run) {
    return MADE.stream()
        .allMatch(
            table -> {
              Long made = run.tables().get(table.toString());
              return made != null && made.equals(lake.version(table).orElse(-1));
            });
  }

  private Facts facts(SilverTables silver) {
    Dataset<Row> calls = silver.read(Calls.NAME);
    Dataset<Row> closedDeals =
        ClosedDeals.from(
            silver.read(Deals.NAME),
            rates(),
            configuration.ringlake().currency().getCurrencyCode());
    Dataset<Row> surveyAnswers =
        SurveyAnswers.from(silver.read(Surveys.NAME), calls, silver.read(Agents.NAME));
    return new Facts(
        calls,
        closedDeals,
        silver.read(Shifts.NAME),
        surveyAnswers,
        silver.read(Teams.NAME),
        silver.read(Objectives.NAME));
  }

  private Dataset<Row> rates() {
    List<Row> rows =
        configuration.rates().stream()
            .map(
                each ->
                    RowFactory.create(
                        each.currency().getCurrencyCode(),
                        java.sql.Date.valueOf(each.validFrom()),
                        each.rate()))
            .toList();
    return lake.spark().createDataFrame(rows, RATES);
  }

  private record Facts(
      Dataset<Row> calls,
      Dataset<Row> closedDeals,
      Dataset<Row> shifts,
      Dataset<Row> surveyAnswers,
      Dataset<Row> teams,
      Dataset<Row> objectives) {

    Optional<LocalDate> newestDay() {
      java.sql.Date day = AsOf.newest(calls, closedDeals, shifts, surveyAnswers).first().getDate(0);
      return Optional.ofNullable(day).map(java.sql.Date::toLocalDate);
    }
  }
}
