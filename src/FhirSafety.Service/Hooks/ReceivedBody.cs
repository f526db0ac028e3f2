using System.Buffers;
using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Service.Hooks;

/// <summary>What receiving a body comes to.</summary>
internal abstract class ReceivedBody
{
    private ReceivedBody()
    {
    }

    /// <summary>A body that cannot be read.</summary>
    public sealed class Refused(Refusal refusal) : ReceivedBody
    {
        public Refusal Refusal { get; } = refusal;
    }

    /// <summary>A body as JSON in borrowed buffers: it lives until the answer is written, and no element outlives it.</summary>
    public sealed class Json(JsonDocument document, byte[] rented) : ReceivedBody, IDisposable
    {
        public JsonElement Root => document.RootElement;

        public void Dispose()
        {
            document.Dispose();
            GiveBack(rented);
        }
    }

    /// <summary>Returns a buffer; cleared, so that no later borrower sees a patient in it.</summary>
    public static void GiveBack(byte[] rented) => ArrayPool<byte>.Shared.Return(rented, clearArray: true);
}
