using FhirSafety.Memory;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class MigrationTests
{
    /// <summary>What a program of the second step left: an override that counts, one without a known reason, a dose that was taken, a gap and a silence.</summary>
    private const string Before = """
        INSERT INTO decision (id, at, hook, hook_instance, client, tenant, patient, version, elapsed_us)
        VALUES ('0196a000-0000-7000-8000-000000000001', 1795000000000, 'order-sign', 'i', 'hospital', '', 'patient', 'v', 5);
        INSERT INTO card (id, decision, at, client, tenant, patient, topic, outcome, outcome_at, reason) VALUES
          ('card-1', '0196a000-0000-7000-8000-000000000001', 1795000000000, 'hospital', '', 'patient', 'kidney', 'overridden', 1795000000500, 'will-monitor'),
          ('card-2', '0196a000-0000-7000-8000-000000000001', 1795000000000, 'hospital', '', 'patient', 'dose', 'accepted', 1795000000500, NULL),
          ('card-3', '0196a000-0000-7000-8000-000000000001', 1795000000000, 'hospital', '', 'patient', 'other', 'overridden', 1795000000500, 'other');
        INSERT INTO finding (decision, code, indicator, status, card, facts, need, reason) VALUES
          ('0196a000-0000-7000-8000-000000000001', 'kidney', 'warning', 'shown', 'card-1', 'facts-1', NULL, NULL),
          ('0196a000-0000-7000-8000-000000000001', 'gap', 'info', 'not-checked', 'card-1', NULL, 'kidneyLabs', 'NotSupplied'),
          ('0196a000-0000-7000-8000-000000000001', 'dose', 'critical', 'shown', 'card-2', 'facts-2', NULL, NULL),
          ('0196a000-0000-7000-8000-000000000001', 'other', 'info', 'shown', 'card-3', 'facts-3', NULL, NULL),
          ('0196a000-0000-7000-8000-000000000001', 'silent', 'info', 'silent', NULL, 'facts-4', NULL, NULL);
        INSERT INTO suggestion (card, id, code, facts, accepted) VALUES
          ('card-2', 'taken', 'dose', 'facts-5', 1), ('card-2', 'left', NULL, NULL, 0);
        INSERT INTO feedback (card, outcome, at, reason_system, reason, commented, received_at) VALUES ('card-1', 'overridden', 1795000000500, NULL, 'will-monitor', 0, 1795000000500);
        INSERT INTO said (patient, code, at) VALUES ('patient', 'counselling', 1795000000000);
        CREATE TABLE schema_step (step bigint NOT NULL PRIMARY KEY);
        INSERT INTO schema_step (step) VALUES (1), (2);
        """;

    public static TheoryData<string> Stores => DecisionStores.Both;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_an_earlier_program_stored_is_still_known_and_still_forgotten(string provider)
    {
        await using DecisionStores rows = await DecisionStores.NewAsync(provider);
        foreach (string step in (string[])[Step(provider, "001-decisions"), Step(provider, "002-said"), Before])
        {
            await rows.RowsAsync(step);
        }

        await using DecisionStore store = rows.Store();
        await store.PrepareAsync(default);

        Assert.Equal(
            ["dose critical shown card-2 facts-2 - -", "gap info not-checked card-1 - kidneyLabs NotSupplied", "kidney warning shown card-1 facts-1 - -", "other info shown card-3 facts-3 - -", "silent info silent - facts-4 - -"],
            await rows.RowsAsync("SELECT code, indicator, status, card, facts, need, reason FROM finding ORDER BY code"));
        Assert.Equal(["card-2 left - - 0", "card-2 taken dose facts-5 1"], await rows.RowsAsync("SELECT card, id, code, facts, accepted FROM suggestion ORDER BY id"));
        Assert.Equal(
            ["card-1 kidney overridden will-monitor -", "card-2 dose accepted - taken", "card-3 other overridden other -"],
            await rows.RowsAsync("SELECT id, topic, outcome, reason, accepted FROM card ORDER BY id"));
        Assert.Equal(
            ["Accepted dose facts-5", "Overridden kidney facts-1 Warning will-monitor", "Shown counselling"],
            (await store.RecallAsync("patient", DateTimeOffset.UnixEpoch, default)).Select(Text).Order(StringComparer.Ordinal));

        await store.ForgetAsync(new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero), default);
        Assert.Equal(["0 0 0 0"], await rows.RowsAsync(
            "SELECT (SELECT COUNT(*) FROM decision), (SELECT COUNT(*) FROM card), (SELECT COUNT(*) FROM feedback), (SELECT COUNT(*) FROM answered)"));
    }

    private static string Text(EarlierAnswer answer) => answer switch
    {
        EarlierAnswer.Overridden over => $"Overridden {over.Precaution} {over.Facts} {over.Indicator} {over.Reason}",
        EarlierAnswer.Accepted taken => $"Accepted {taken.Precaution} {taken.Facts}",
        _ => $"Shown {answer.Precaution}",
    };

    private static string Step(string provider, string name)
    {
        using StreamReader file = new(typeof(DecisionStore).Assembly.GetManifestResourceStream($"{provider}/{name}.sql")!);
        return file.ReadToEnd();
    }
}
