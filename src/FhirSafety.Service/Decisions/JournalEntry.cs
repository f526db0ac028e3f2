namespace FhirSafety.Service.Decisions;

/// <summary>Something that waits to be written.</summary>
internal abstract class JournalEntry
{
    private JournalEntry()
    {
    }

    /// <summary>A decision: it waits as long as it must.</summary>
    public sealed class Said(Decision decision) : JournalEntry
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Decision Decision { get; } = decision;

        /// <summary>Ends when it is stored, or when that must be waited for elsewhere.</summary>
        public Task Settled => _written.Task;

        public void Settle() => _written.TrySetResult();
    }

    /// <summary>Feedback: stored at once or refused, because its sender keeps it until it is acknowledged.</summary>
    public sealed class Heard(Feedback feedback) : JournalEntry
    {
        private readonly TaskCompletionSource<FeedbackCounts?> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Feedback Feedback { get; } = feedback;

        /// <summary>What it came to once it is durable; null when it could not be stored.</summary>
        public Task<FeedbackCounts?> Stored => _stored.Task;

        public void Settle(FeedbackCounts? counts) => _stored.TrySetResult(counts);
    }
}
