using System.Text.Json;
using CsCheck;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Properties;

/// <summary>What holds of any record, however it comes: through HTTP, from the body of a call to its cards.</summary>
public sealed class GatheringPropertyTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    [Fact]
    public async Task Neither_the_order_of_resources_nor_that_of_keys_changes_a_word() =>
        await AnyRecord.Any.SampleAsync(
            async record =>
            {
                using HookClient ehr = app.App.Client();

                Assert.Equal(Told(await ehr.CallAsync(record.Prefetched([]))), Told(await ehr.CallAsync(record.Prefetched([], turned: true))));
            },
            iter: 150);

    [Fact]
    public async Task What_is_prefetched_and_what_is_read_from_the_server_come_to_the_same_words() =>
        await Gen.Select(AnyRecord.Any, Gen.Shuffle(AnyRecord.Optional), Gen.Int[0, AnyRecord.Optional.Length]).SampleAsync(
            async picked =>
            {
                (AnyRecord record, string[] keys, int count) = picked;
                using FakeEhr server = await FakeEhr.StartAsync();
                record.LoadInto(server);
                using HookClient ehr = app.App.Client();

                Assert.Equal(
                    Told(await ehr.CallAsync(record.Prefetched([]))),
                    Told(await ehr.CallAsync(record.WithAccess(server.Url, keys[..count]))));
            },
            iter: 12,
            threads: 1);

    private static string Told(HookReply reply) => string.Join('\n', reply.Cards.Select(Words));

    private static string Words(JsonElement card) => $"{Said.Of(card)}; {card.GetProperty("summary")}; {card.GetProperty("detail")}";
}
