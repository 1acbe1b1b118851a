package org.ringlake.kpi;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.SparkTest;
import org.ringlake.facts.CountedDays;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.FewFeeds;

/** What a build makes of a few feeds. Each stop is stored, as between the jobs' own steps. */
public final class BuiltGold {
  private final FewFeeds feeds;
  private final LocalDate asOf;
  private final Dataset<Row> agentDays;
  private final Dataset<Row> customerCounts;

  private BuiltGold(FewFeeds feeds, LocalDate asOf) {
    this.feeds = feeds;
    this.asOf = asOf;
    CountedDays days = CountedDays.upTo(asOf);
    this.agentDays = SparkTest.stored(AgentDay.from(feeds, feeds.rules(), days));
    Dataset<Row> customers = SparkTest.stored(AgentDayCustomers.from(feeds, feeds.rules(), days));
    this.customerCounts =
        SparkTest.stored(CustomerCounts.from(customers, MonthCustomers.from(customers)));
  }

  /** Everything up to a day. */
  public static BuiltGold of(FewFeeds feeds, LocalDate asOf) {
    return new BuiltGold(feeds, asOf);
  }

  Dataset<Row> agentDays() {
    return agentDays;
  }

  Dataset<Row> customerCounts() {
    return customerCounts;
  }

  /** The cells of {@link KpiCells}. */
  Dataset<Row> vectors() {
    return SparkTest.stored(KpiCells.from(agentDays, customerCounts, stocks()));
  }

  CellStocks stocks() {
    return CellStocks.of(agentDays, feeds.agents(), feeds.teams(), asOf);
  }

  /** The same with a column for each measure. */
  public Dataset<Row> cells() {
    return KpiCells.withColumns(vectors());
  }
}
