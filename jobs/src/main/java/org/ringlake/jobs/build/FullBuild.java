package org.ringlake.jobs.build;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.MonthCustomers;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;

/** Makes every gold table from all of silver. */
final class FullBuild {
  private final Building building;
  private final Lake lake;

  FullBuild(Building building) {
    this.building = building;
    this.lake = building.lake();
  }

  /**
   * Builds.
   *
   * @param publishedAsOf the as-of day of the tables there are; empty: there are none
   */
  List<TableName> run(Optional<LocalDate> publishedAsOf) {
    OptionalLong before = lake.version(GoldTables.CELLS);
    List<TableName> refitted = building.onSilver(this::daysAndCustomers);
    building.progress().stage("gold.kpi");
    new CellTable(building).replace();
    building.basis().write(lake);
    if (before.isPresent() && publishedAsOf.isPresent()) {
      new RestatementLog(building, refitted)
          .add(
              new RestatementLog.Published(before.getAsLong(), publishedAsOf.get()),
              "true",
              Optional.empty());
    }
    return GoldTables.made(building.configuration());
  }

  /** Makes all but the cells; the tables of fits that say something else than before. */
  private List<TableName> daysAndCustomers() {
    CountedDays days = CountedDays.upTo(building.asOf());
    SilverFeeds feeds = GoldFeeds.of(building);
    List<TableName> refitted = new CustomerTables(building).replace().refitted();
    building.progress().stage(GoldTables.CALL_REVIEW.toString());
    lake.replace(
        GoldTables.CALL_REVIEW,
        GoldTables.withMonth(
            building.silver().callReviews(building.configuration().quality(), days)),
        GoldTables.BY_DAY);
    building.progress().stage(GoldTables.AGENT_DAY.toString());
    lake.replace(
        GoldTables.AGENT_DAY,
        GoldTables.withMonth(AgentDay.from(feeds, building.rules(), days)),
        GoldTables.BY_DAY);
    building.progress().stage("customers of each day and month");
    lake.replace(
        GoldTables.CUSTOMERS,
        GoldTables.withMonth(AgentDayCustomers.from(building.silver(), building.rules(), days)),
        GoldTables.BY_DAY);
    lake.replace(
        GoldTables.MONTH_CUSTOMERS,
        MonthCustomers.from(GoldTables.read(lake, GoldTables.CUSTOMERS)),
        GoldTables.BY_MONTH);
    return refitted;
  }
}
