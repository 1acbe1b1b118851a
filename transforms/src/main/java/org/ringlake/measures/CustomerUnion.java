package org.ringlake.measures;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serial;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;
import org.roaringbitmap.RoaringBitmap;

/** The union of {@link CustomerSets}. */
final class CustomerUnion extends Aggregator<byte[], CustomerUnion.Merged, byte[]> {
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
    return union.serialized();
  }

  @Override
  public Encoder<Merged> bufferEncoder() {
    return Encoders.javaSerialization(Merged.class);
  }

  @Override
  public Encoder<byte[]> outputEncoder() {
    return Encoders.BINARY();
  }

  /**
   * Sets on their way to one: the first stays as it came until there is another. Spark asks for it
   * to be public.
   */
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
        union().or(CustomerSets.read(set));
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
        several = CustomerSets.read(only);
        only = null;
      }
      return several;
    }

    /** Null for the empty set. */
    byte[] serialized() {
      return several == null ? only : CustomerSets.serialized(several);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      byte[] set = serialized();
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
