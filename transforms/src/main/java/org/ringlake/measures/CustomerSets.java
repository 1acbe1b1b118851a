package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.udf;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.types.DataTypes;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/**
 * Sets of customer numbers as columns: Roaring bitmaps in their portable serialised form, null for
 * the empty set. The same customers are the same bytes, however the set came about.
 *
 * <p>Spark has no built-in for sets that merge: its arrays of distinct numbers take several times
 * as long, and its own bitmaps have a fixed size of four kilobytes.
 */
public final class CustomerSets {
  private CustomerSets() {}

  /** The set of an ARRAY of INT; numbers may come again. */
  static Column of(Column customers) {
    UDF1<scala.collection.Seq<Integer>, byte[]> set = CustomerSets::bytes;
    return udf(set, DataTypes.BinaryType).apply(customers);
  }

  /** The union of the sets of a group. */
  public static Column union(Column sets) {
    return udaf(new Union(), Encoders.BINARY()).apply(sets);
  }

  /** How many customers a set has, BIGINT; 0 for null. */
  public static Column size(Column set) {
    UDF1<byte[], Long> size = CustomerSets::count;
    return coalesce(udf(size, DataTypes.LongType).apply(set), lit(0L));
  }

  private static byte[] bytes(scala.collection.Seq<Integer> customers) {
    if (customers == null || customers.isEmpty()) {
      return null;
    }
    RoaringBitmap set = new RoaringBitmap();
    scala.collection.Iterator<Integer> each = customers.iterator();
    while (each.hasNext()) {
      set.add(each.next().intValue());
    }
    return bytes(set);
  }

  private static Long count(byte[] set) {
    return set == null
        ? null
        : new ImmutableRoaringBitmap(ByteBuffer.wrap(set)).getLongCardinality();
  }

  private static RoaringBitmap of(byte[] set) {
    RoaringBitmap customers = new RoaringBitmap();
    try {
      customers.deserialize(ByteBuffer.wrap(set));
    } catch (IOException e) {
      throw new UncheckedIOException("A set of customers is damaged", e);
    }
    return customers;
  }

  private static byte[] bytes(RoaringBitmap set) {
    set.runOptimize();
    ByteBuffer bytes = ByteBuffer.allocate(set.serializedSizeInBytes());
    set.serialize(bytes);
    return bytes.array();
  }

  private static final class Union extends Aggregator<byte[], Merged, byte[]> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Merged zero() {
      return new Merged();
    }

    @Override
    public Merged reduce(Merged union, byte[] set) {
      union.add(set);
      return union;
    }

    @Override
    public Merged merge(Merged left, Merged right) {
      left.add(right);
      return left;
    }

    @Override
    public byte[] finish(Merged union) {
      return union.bytes();
    }

    @Override
    public Encoder<Merged> bufferEncoder() {
      return Encoders.javaSerialization(Merged.class);
    }

    @Override
    public Encoder<byte[]> outputEncoder() {
      return Encoders.BINARY();
    }
  }

  /** Sets on their way to one: the first stays as it came until there is another. */
  public static final class Merged implements Externalizable {
    @Serial private static final long serialVersionUID = 1L;

    private byte[] only; // null: none yet, or several
    private RoaringBitmap several; // null: none yet, or one

    /** For Java's serialisation. */
    public Merged() {}

    void add(byte[] set) {
      if (set == null) {
        return;
      }
      if (only == null && several == null) {
        only = set;
      } else {
        union().or(of(set));
      }
    }

    void add(Merged other) {
      if (other.several == null) {
        add(other.only);
      } else if (only == null && several == null) {
        several = other.several;
      } else {
        union().or(other.several);
      }
    }

    private RoaringBitmap union() {
      if (several == null) {
        several = of(only);
        only = null;
      }
      return several;
    }

    /** Null for the empty set. */
    byte[] bytes() {
      return several == null ? only : CustomerSets.bytes(several);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      byte[] set = bytes();
      out.writeInt(set == null ? 0 : set.length);
      if (set != null) {
        out.write(set);
      }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      int length = in.readInt();
      if (length > 0) {
        only = new byte[length];
        in.readFully(only);
      }
    }
  }
}
