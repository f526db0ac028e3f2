using FhirSafety.Service.Gathering;
using Microsoft.Extensions.Time.Testing;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class SilenceTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _time = new();
    private readonly Silence _silence;

    public SilenceTests() => _silence = new Silence(new ReadBudget(Budget, _time), Attempt);

    [Theory]
    [InlineData(300, true)]
    [InlineData(299, false)]
    public void What_the_budget_ended_is_the_servers_failure_once_it_was_silent_for_the_time_of_an_attempt(int ms, bool failure)
    {
        _silence.Asked();
        _time.Advance(TimeSpan.FromMilliseconds(ms));
        _silence.Asked();

        Assert.Equal(failure ? ReadOutcome.TimedOut : ReadOutcome.GivenUp, Ended());
    }

    [Theory]
    [InlineData(nameof(ReadOutcome.Answered))]
    [InlineData(nameof(ReadOutcome.Refused))]
    [InlineData(nameof(ReadOutcome.Unreadable))]
    public void A_read_begun_late_on_a_server_that_has_answered_another_is_no_failure(string heard)
    {
        _silence.Asked();
        _silence.Heard(Came(heard), default);
        _time.Advance(Budget);

        Assert.Equal(ReadOutcome.GivenUp, Ended());
    }

    [Theory]
    [InlineData(nameof(ReadOutcome.TimedOut))]
    [InlineData(nameof(ReadOutcome.Unavailable))]
    public void What_failed_before_breaks_no_silence(string heard)
    {
        _silence.Asked();
        _time.Advance(Attempt);
        _silence.Heard(Came(heard), default);

        Assert.Equal(ReadOutcome.TimedOut, Ended());
    }

    [Fact]
    public void A_prescriber_who_leaves_is_no_failure_of_the_server()
    {
        _silence.Asked();
        _time.Advance(Budget);

        Assert.Equal(ReadOutcome.GivenUp, _silence.Heard(new FhirResponse(ReadOutcome.GivenUp), new CancellationToken(canceled: true)).Outcome);
    }

    private static FhirResponse Came(string outcome) => new(Enum.Parse<ReadOutcome>(outcome));

    private ReadOutcome Ended() => _silence.Heard(new FhirResponse(ReadOutcome.GivenUp), default).Outcome;
}
