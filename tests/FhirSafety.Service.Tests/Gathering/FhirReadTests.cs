using System.Net;
using FhirSafety.Service.Tests.Support;
using static FhirSafety.Service.Tests.Support.FakeEhr;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class FhirReadTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    [Fact]
    public async Task Nothing_prefetched_is_read_from_the_ehr()
    {
        using FakeEhr ehr = await StartAsync();

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));
        Assert.Fail(reply.Body + string.Join('\n', ehr.Asked));
    }
}
