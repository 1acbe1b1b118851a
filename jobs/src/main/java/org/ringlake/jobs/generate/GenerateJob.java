package org.ringlake.jobs.generate;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes a generated centre's raw feed files into a folder of any Hadoop file system. Files are
 * made by the tasks themselves and pass neither the driver nor a shuffle; a task holds one pod's
 * open customers and its files' buffers. Running the same plan again replaces the files by the same
 * bytes; files of another plan that have other names stay.
 */
public final class GenerateJob {
  private GenerateJob() {}

  public static GenerationReport run(SparkSession spark, GenerationPlan plan, String directory) {
    List<PodGroup> groups = PodGroup.of(plan, Pods.of(plan));
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(groups, groups.size())
        .map(group -> write(plan, group, hadoop.value(), directory))
        .reduce(GenerationReport::plus);
  }

  static GenerationReport write(
      GenerationPlan plan, PodGroup group, Configuration hadoop, String directory)
      throws IOException {
    Centre centre = Centre.of(plan);
    try (FeedFiles files = new FeedFiles(plan, hadoop, directory, group.index())) {
      if (group.index() == 0) {
        new HeadOffice(plan, centre, files).write();
      }
      for (Pod pod : group.pods()) {
        RowSink sink = plan.isNoisy() ? new NoisySink(plan, pod, files) : files;
        new PodSimulation(plan, centre, pod, sink).run();
      }
      return files.finish();
    }
  }
}
