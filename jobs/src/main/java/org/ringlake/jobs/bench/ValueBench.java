package org.ringlake.jobs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.JobException;
import org.ringlake.jobs.config.Configuration;

/**
 * What customers are worth, from deals of so many, and who earned it, from deals and the contacts
 * before them, in turn.
 */
public final class ValueBench {
  private final SparkSession spark;
  private final Configuration configuration;
  private final Path folder;

  /**
   * What is measured.
   *
   * @param customers numbers of customers who are valued, each by itself
   * @param deals that are attributed; 0: none are
   * @param contacts before those deals, and of customers who do not buy
   * @param agents who have the contacts
   * @param turns of each
   */
  public record Extent(
      List<Long> customers, long deals, long contacts, int agents, TurnCount turns) {
    public Extent {
      customers = List.copyOf(customers);
    }
  }

  /**
   * A benchmark.
   *
   * @param folder an empty one on a disk with room for 300 bytes a customer and 200 a contact
   */
  public ValueBench(SparkSession spark, Configuration configuration, Path folder) {
    this.spark = spark;
    this.configuration = configuration;
    this.folder = folder;
  }

  /**
   * Runs it and prints a table of medians.
   *
   * @throws JobException when values or credits are not those of the rows that were made
   */
  public void run(Extent extent, PrintWriter out) throws IOException, SQLException {
    List<CustomerValuing> valuings = new ArrayList<>();
    for (long customers : extent.customers()) {
      Path place = folder.resolve("customers-%d".formatted(customers));
      valuings.add(new CustomerValuing(new MadeBuyers(customers, 1), spark, place, configuration));
    }
    List<Turns.Side> sides = new ArrayList<>(valuings);
    List<DealAttributing> attributings = new ArrayList<>();
    if (extent.deals() > 0) {
      MadeSales sales = new MadeSales(extent.deals(), extent.contacts(), extent.agents(), 1);
      attributings.add(new DealAttributing(sales, spark, folder.resolve("deals"), configuration));
    }
    sides.addAll(attributings);
    Figures figures = new Figures(out, Turns.of(extent.turns(), sides));
    // figures of wrong results are not printed
    List<String> checked = new ArrayList<>();
    for (CustomerValuing each : valuings) {
      checked.add("Values: " + each.checked());
    }
    for (DealAttributing each : attributings) {
      checked.add("Credits: " + each.checked());
    }
    figures.print(
        "%,d contacts, %,d agents, %d threads, medians of %d"
            .formatted(
                extent.contacts(),
                extent.agents(),
                spark.sparkContext().defaultParallelism(),
                extent.turns().counted()));
    for (int index = 1; index < valuings.size(); index++) {
      String subject = valuings.get(index).subject();
      figures.printRatio("growth to " + subject, subject, valuings.get(index - 1).subject());
    }
    out.println();
    PeakMemory.print(out);
    checked.forEach(out::println);
    out.flush();
  }
}
