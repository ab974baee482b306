package org.sanderling.ros.dds;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * CycloneDDS's calls as they are in C, addresses as {@code long} so that none allocates. Any thread, but an entity is
 * not used while another thread deletes what it points into. A result below zero is the negative of a DDS return code.
 *
 * <p>Source: CycloneDDS 11.0.1, {@code dds/dds.h}, {@code dds/ddsi/ddsi_serdata.h}. Over 300 lines: one line of C each.
 */
public final class Dds {
    /** For {@code takeCdr} and conditions: samples in whatever state. */
    public static final int ANY_STATE = 127;

    /** For {@link #serdataFromBytes}: a whole sample. */
    public static final int DATA = 2;

    /** {@code DDS_INFINITY}. */
    public static final long FOREVER_NS = Long.MAX_VALUE;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle I_I = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle I_II = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle I_IIL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle I_IILL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle I_IL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle I_ILI =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle I_ILILI =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle I_ILL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle I_ILLL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle I_ILLLI =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle I_ILLLL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle I_IZ =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_BOOLEAN));
    private static final MethodHandle I_L = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle L = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle L_LILLL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle L_LLLL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle V_L = LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG));
    private static final MethodHandle V_LI = LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT));
    private static final MethodHandle V_LII =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle V_LIII =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle V_LIL =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT, JAVA_LONG));
    private static final MethodHandle V_LL = LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle V_LLIIIII = LINKER.downcallHandle(
            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle V_LLL =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle V_LZ = LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_BOOLEAN));
    private static final MethodHandle Z_LL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_BOOLEAN, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle Z_LLL =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_BOOLEAN, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private final String file;
    private final String version;
    private final MemorySegment createDomainAt;
    private final MemorySegment createParticipantAt;
    private final MemorySegment createTopicAt;
    private final MemorySegment createWriterAt;
    private final MemorySegment createReaderAt;
    private final MemorySegment deleteAt;
    private final MemorySegment getGuidAt;
    private final MemorySegment getEntitySertypeAt;
    private final MemorySegment createWaitsetAt;
    private final MemorySegment createReadConditionAt;
    private final MemorySegment createGuardConditionAt;
    private final MemorySegment setGuardConditionAt;
    private final MemorySegment takeGuardConditionAt;
    private final MemorySegment waitsetAttachAt;
    private final MemorySegment waitsetWaitAt;
    private final MemorySegment readAt;
    private final MemorySegment returnLoanAt;
    private final MemorySegment writeCdrAt;
    private final MemorySegment takeCdrAt;
    private final MemorySegment serdataFromBytesAt;
    private final MemorySegment serdataSizeAt;
    private final MemorySegment serdataBytesAt;
    private final MemorySegment releaseBytesAt;
    private final MemorySegment releaseSerdataAt;
    private final MemorySegment publicationMatchedAt;
    private final MemorySegment subscriptionMatchedAt;
    private final MemorySegment sampleLostAt;
    private final MemorySegment sampleRejectedAt;
    private final MemorySegment offeredIncompatibleAt;
    private final MemorySegment requestedIncompatibleAt;
    private final MemorySegment createQosAt;
    private final MemorySegment deleteQosAt;
    private final MemorySegment reliabilityAt;
    private final MemorySegment historyAt;
    private final MemorySegment durabilityAt;
    private final MemorySegment durabilityServiceAt;
    private final MemorySegment resourceLimitsAt;
    private final MemorySegment deadlineAt;
    private final MemorySegment lifespanAt;
    private final MemorySegment livelinessAt;
    private final MemorySegment representationAt;
    private final MemorySegment autodisposeAt;
    private final MemorySegment setUserDataAt;
    private final MemorySegment getUserDataAt;
    private final MemorySegment getReliabilityAt;
    private final MemorySegment getDurabilityAt;
    private final MemorySegment freeAt;

    /** @throws MissingDdsException when a call is not there: another library, or another version */
    Dds(SymbolLookup symbols, String file, String version) {
        this.file = file;
        this.version = version;
        createDomainAt = find(symbols, "dds_create_domain");
        createParticipantAt = find(symbols, "dds_create_participant");
        createTopicAt = find(symbols, "dds_create_topic");
        createWriterAt = find(symbols, "dds_create_writer");
        createReaderAt = find(symbols, "dds_create_reader");
        deleteAt = find(symbols, "dds_delete");
        getGuidAt = find(symbols, "dds_get_guid");
        getEntitySertypeAt = find(symbols, "dds_get_entity_sertype");
        createWaitsetAt = find(symbols, "dds_create_waitset");
        createReadConditionAt = find(symbols, "dds_create_readcondition");
        createGuardConditionAt = find(symbols, "dds_create_guardcondition");
        setGuardConditionAt = find(symbols, "dds_set_guardcondition");
        takeGuardConditionAt = find(symbols, "dds_take_guardcondition");
        waitsetAttachAt = find(symbols, "dds_waitset_attach");
        waitsetWaitAt = find(symbols, "dds_waitset_wait");
        readAt = find(symbols, "dds_read");
        returnLoanAt = find(symbols, "dds_return_loan");
        writeCdrAt = find(symbols, "dds_writecdr");
        takeCdrAt = find(symbols, "dds_takecdr");
        serdataFromBytesAt = find(symbols, "ddsi_serdata_from_ser_iov");
        serdataSizeAt = find(symbols, "ddsi_serdata_size");
        serdataBytesAt = find(symbols, "ddsi_serdata_to_ser_ref");
        releaseBytesAt = find(symbols, "ddsi_serdata_to_ser_unref");
        releaseSerdataAt = find(symbols, "ddsi_serdata_unref");
        publicationMatchedAt = find(symbols, "dds_get_publication_matched_status");
        subscriptionMatchedAt = find(symbols, "dds_get_subscription_matched_status");
        sampleLostAt = find(symbols, "dds_get_sample_lost_status");
        sampleRejectedAt = find(symbols, "dds_get_sample_rejected_status");
        offeredIncompatibleAt = find(symbols, "dds_get_offered_incompatible_qos_status");
        requestedIncompatibleAt = find(symbols, "dds_get_requested_incompatible_qos_status");
        createQosAt = find(symbols, "dds_create_qos");
        deleteQosAt = find(symbols, "dds_delete_qos");
        reliabilityAt = find(symbols, "dds_qset_reliability");
        historyAt = find(symbols, "dds_qset_history");
        durabilityAt = find(symbols, "dds_qset_durability");
        durabilityServiceAt = find(symbols, "dds_qset_durability_service");
        resourceLimitsAt = find(symbols, "dds_qset_resource_limits");
        deadlineAt = find(symbols, "dds_qset_deadline");
        lifespanAt = find(symbols, "dds_qset_lifespan");
        livelinessAt = find(symbols, "dds_qset_liveliness");
        representationAt = find(symbols, "dds_qset_data_representation");
        autodisposeAt = find(symbols, "dds_qset_writer_data_lifecycle");
        setUserDataAt = find(symbols, "dds_qset_userdata");
        getUserDataAt = find(symbols, "dds_qget_userdata");
        getReliabilityAt = find(symbols, "dds_qget_reliability");
        getDurabilityAt = find(symbols, "dds_qget_durability");
        freeAt = find(symbols, "dds_free");
    }

    private MemorySegment find(SymbolLookup symbols, String name) {
        return symbols.find(name)
                .orElseThrow(() -> new MissingDdsException(
                        file + " (version " + version + ") has no " + name + ": CycloneDDS 11 is needed"));
    }

    /** As it was found, for people. */
    public String file() {
        return file;
    }

    public String version() {
        return version;
    }

    /** @throws RosException when a call answered with an error */
    public static int check(int result, String what) {
        if (result < 0) {
            throw new RosException(what + ": " + reason(result));
        }
        return result;
    }

    private static String reason(int result) {
        return switch (-result) {
            case 2 -> "not supported by CycloneDDS";
            case 3 -> "a bad parameter";
            case 4 -> "a precondition is not met";
            case 5 -> "out of resources (a network interface, a free participant index, a thread)";
            case 8 -> "an inconsistent quality of service";
            case 9 -> "already deleted";
            case 10 -> "timed out: its readers do not keep up";
            case 12 -> "an illegal operation";
            case 13 -> "not allowed by security";
            default -> "CycloneDDS's return code " + result;
        };
    }

    private static AssertionError thrown(Throwable e) {
        return new AssertionError("C throws no exception", e);
    }

    public int createDomain(int domain, long config) {
        try {
            return (int) I_IL.invokeExact(createDomainAt, domain, config);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int createParticipant(int domain, long qos, long listener) {
        try {
            return (int) I_ILL.invokeExact(createParticipantAt, domain, qos, listener);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int createTopic(int participant, long descriptor, long name, long qos, long listener) {
        try {
            return (int) I_ILLLL.invokeExact(createTopicAt, participant, descriptor, name, qos, listener);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int createWriter(int participant, int topic, long qos, long listener) {
        try {
            return (int) I_IILL.invokeExact(createWriterAt, participant, topic, qos, listener);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int createReader(int participant, int topic, long qos, long listener) {
        try {
            return (int) I_IILL.invokeExact(createReaderAt, participant, topic, qos, listener);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int delete(int entity) {
        try {
            return (int) I_I.invokeExact(deleteAt, entity);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int getGuid(int entity, long guid) {
        try {
            return (int) I_IL.invokeExact(getGuidAt, entity, guid);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int getEntitySertype(int entity, long sertype) {
        try {
            return (int) I_IL.invokeExact(getEntitySertypeAt, entity, sertype);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int createWaitset(int participant) {
        try {
            return (int) I_I.invokeExact(createWaitsetAt, participant);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int createReadCondition(int reader, int mask) {
        try {
            return (int) I_II.invokeExact(createReadConditionAt, reader, mask);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int createGuardCondition(int participant) {
        try {
            return (int) I_I.invokeExact(createGuardConditionAt, participant);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int setGuardCondition(int guard, boolean triggered) {
        try {
            return (int) I_IZ.invokeExact(setGuardConditionAt, guard, triggered);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int takeGuardCondition(int guard, long triggered) {
        try {
            return (int) I_IL.invokeExact(takeGuardConditionAt, guard, triggered);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int waitsetAttach(int waitset, int entity, long cookie) {
        try {
            return (int) I_IIL.invokeExact(waitsetAttachAt, waitset, entity, cookie);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int waitsetWait(int waitset, long cookies, long capacity, long timeoutNs) {
        try {
            return (int) I_ILLL.invokeExact(waitsetWaitAt, waitset, cookies, capacity, timeoutNs);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int read(int reader, long samples, long infos, long capacity, int most) {
        try {
            return (int) I_ILLLI.invokeExact(readAt, reader, samples, infos, capacity, most);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int returnLoan(int reader, long samples, int count) {
        try {
            return (int) I_ILI.invokeExact(returnLoanAt, reader, samples, count);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int writeCdr(int writer, long serdata) {
        try {
            return (int) I_IL.invokeExact(writeCdrAt, writer, serdata);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int takeCdr(int reader, long serdata, int most, long infos, int mask) {
        try {
            return (int) I_ILILI.invokeExact(takeCdrAt, reader, serdata, most, infos, mask);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public long serdataFromBytes(long sertype, int kind, long count, long iov, long size) {
        try {
            return (long) L_LILLL.invokeExact(serdataFromBytesAt, sertype, kind, count, iov, size);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int serdataSize(long serdata) {
        try {
            return (int) I_L.invokeExact(serdataSizeAt, serdata);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public long serdataBytes(long serdata, long offset, long size, long iov) {
        try {
            return (long) L_LLLL.invokeExact(serdataBytesAt, serdata, offset, size, iov);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void releaseBytes(long serdata, long iov) {
        try {
            V_LL.invokeExact(releaseBytesAt, serdata, iov);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void releaseSerdata(long serdata) {
        try {
            V_L.invokeExact(releaseSerdataAt, serdata);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int publicationMatched(int writer, long status) {
        try {
            return (int) I_IL.invokeExact(publicationMatchedAt, writer, status);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int subscriptionMatched(int reader, long status) {
        try {
            return (int) I_IL.invokeExact(subscriptionMatchedAt, reader, status);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int sampleLost(int reader, long status) {
        try {
            return (int) I_IL.invokeExact(sampleLostAt, reader, status);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int sampleRejected(int reader, long status) {
        try {
            return (int) I_IL.invokeExact(sampleRejectedAt, reader, status);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int offeredIncompatible(int writer, long status) {
        try {
            return (int) I_IL.invokeExact(offeredIncompatibleAt, writer, status);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public int requestedIncompatible(int reader, long status) {
        try {
            return (int) I_IL.invokeExact(requestedIncompatibleAt, reader, status);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public long createQos() {
        try {
            return (long) L.invokeExact(createQosAt);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void deleteQos(long qos) {
        try {
            V_L.invokeExact(deleteQosAt, qos);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void reliability(long qos, int kind, long maxBlockingNs) {
        try {
            V_LIL.invokeExact(reliabilityAt, qos, kind, maxBlockingNs);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void history(long qos, int kind, int depth) {
        try {
            V_LII.invokeExact(historyAt, qos, kind, depth);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void durability(long qos, int kind) {
        try {
            V_LI.invokeExact(durabilityAt, qos, kind);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void durabilityService(
            long qos, long cleanupNs, int history, int depth, int samples, int instances, int perInstance) {
        try {
            V_LLIIIII.invokeExact(durabilityServiceAt, qos, cleanupNs, history, depth, samples, instances, perInstance);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void resourceLimits(long qos, int samples, int instances, int perInstance) {
        try {
            V_LIII.invokeExact(resourceLimitsAt, qos, samples, instances, perInstance);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void deadline(long qos, long periodNs) {
        try {
            V_LL.invokeExact(deadlineAt, qos, periodNs);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void lifespan(long qos, long ns) {
        try {
            V_LL.invokeExact(lifespanAt, qos, ns);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void liveliness(long qos, int kind, long leaseNs) {
        try {
            V_LIL.invokeExact(livelinessAt, qos, kind, leaseNs);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void representation(long qos, int count, long ids) {
        try {
            V_LIL.invokeExact(representationAt, qos, count, ids);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void autodispose(long qos, boolean on) {
        try {
            V_LZ.invokeExact(autodisposeAt, qos, on);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void setUserData(long qos, long data, long size) {
        try {
            V_LLL.invokeExact(setUserDataAt, qos, data, size);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public boolean getUserData(long qos, long data, long size) {
        try {
            return (boolean) Z_LLL.invokeExact(getUserDataAt, qos, data, size);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public boolean getReliability(long qos, long kind, long maxBlockingNs) {
        try {
            return (boolean) Z_LLL.invokeExact(getReliabilityAt, qos, kind, maxBlockingNs);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public boolean getDurability(long qos, long kind) {
        try {
            return (boolean) Z_LL.invokeExact(getDurabilityAt, qos, kind);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    public void free(long memory) {
        try {
            V_L.invokeExact(freeAt, memory);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }
}
