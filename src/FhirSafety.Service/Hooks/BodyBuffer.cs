using System.Buffers;
using System.Text.Json;

namespace FhirSafety.Service.Hooks;

/// <summary>A borrowed buffer that a body is read into, within a limit.</summary>
internal sealed class BodyBuffer(int first) : IDisposable
{
    private byte[] _rented = ArrayPool<byte>.Shared.Rent(first);
    private int _length;

    /// <summary>What has been read.</summary>
    public ReadOnlyMemory<byte> Content => _rented.AsMemory(0, _length);

    /// <summary>Reads to the end; false when more comes than is wanted.</summary>
    public async ValueTask<bool> FillAsync(Stream body, int most, CancellationToken stop)
    {
        while (await body.ReadAsync(_rented.AsMemory(_length), stop) is > 0 and int read)
        {
            _length += read;
            if (_length > most)
            {
                return false;
            }

            if (_length == _rented.Length)
            {
                Grow();
            }
        }

        return true;
    }

    /// <summary>Leaves the buffer to the document that reads it in place.</summary>
    public ReceivedBody.Json HandOver(JsonDocument document)
    {
        ReceivedBody.Json body = new(document, _rented);
        _rented = [];
        return body;
    }

    public void Dispose()
    {
        if (_rented.Length > 0)
        {
            ReceivedBody.GiveBack(_rented);
            _rented = [];
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_rented.Length * 2);
        _rented.CopyTo(larger, 0);
        ReceivedBody.GiveBack(_rented);
        _rented = larger;
    }
}
