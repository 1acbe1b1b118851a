package org.ringlake.jobs.build;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.ringlake.facts.ReportingMoney;
import org.ringlake.jobs.Progress;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.config.RinglakeConfig;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.KpiRules;
import org.ringlake.kpi.Targets;
import org.ringlake.measures.CallRules;
import org.ringlake.measures.MeasureRules;

/**
 * What one build works with.
 *
 * @param basis what the tables are made by this time
 * @param asOf the day that counts as today
 */
record Building(
    Lake lake,
    Configuration configuration,
    SilverTables silver,
    Basis basis,
    LocalDate asOf,
    String runId,
    Progress progress) {

  /**
   * Does work on silver, and on tables not much larger; where those are few rows, in plans of one
   * task. Cells of KPIs are many more.
   */
  <T> T onSilver(Supplier<T> work) {
    return silver.areHeld() ? LocalRows.inOneTask(lake.spark(), work) : work.get();
  }

  MeasureRules rules() {
    return rules(configuration, lake.spark());
  }

  /** What the configuration says of events. */
  static MeasureRules rules(Configuration configuration, SparkSession spark) {
    RinglakeConfig conf = configuration.ringlake();
    return new MeasureRules(
        new CallRules(
            conf.calls().effectiveMinTalk(),
            conf.calls().allowedHours().from(),
            conf.calls().allowedHours().until()),
        conf.attribution().lookback(),
        conf.firstCallResolution().window(),
        Set.copyOf(conf.calls().complexTopics()),
        Set.copyOf(conf.customers().highValueSegments()),
        conf.worklogs().cutOff(),
        conf.churn().window(),
        configuration.quality(),
        new ReportingMoney(conf.currency().getCurrencyCode(), rates(configuration, spark)));
  }

  /** Whether the tables of customers' worth and of attribution are made. */
  boolean knowsWorth() {
    return configuration.ringlake().customers().worth() == RinglakeConfig.Worth.COMPUTED;
  }

  /** The name of the model of attribution that customers are credited by. */
  String creditingModel() {
    return creditingModel(configuration);
  }

  static String creditingModel(Configuration configuration) {
    return configuration.ringlake().repurchase().model().name().toLowerCase(Locale.ROOT);
  }

  KpiRules kpiRules() {
    return kpiRules(configuration, configuration.kpis());
  }

  /** What the configuration says of some KPIs. */
  static KpiRules kpiRules(Configuration configuration, List<KpiDefinition> kpis) {
    return new KpiRules(
        kpis,
        new Targets(configuration.targets(), configuration.calendar()),
        configuration.ringlake().reliability().minSample());
  }

  private static Dataset<Row> rates(Configuration configuration, SparkSession spark) {
    List<Row> rows =
        configuration.rates().stream()
            .map(
                each ->
                    RowFactory.create(
                        each.currency().getCurrencyCode(),
                        java.sql.Date.valueOf(each.validFrom()),
                        each.rate()))
            .toList();
    return LocalRows.inPlans(spark.createDataFrame(rows, ReportingMoney.RATES));
  }
}
