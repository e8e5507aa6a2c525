namespace CasaServerless.Kernel.Documents;

/// <summary>
/// Judging and sealing hold whole documents in memory and keep a core busy, so no more of them run at once than there are cores, however
/// many messages the platform hands us. The others wait; their messages stay ours meanwhile.
/// </summary>
static class DocumentWork
{
    static readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount));

    public static async Task<T> Run<T>(Func<Task<T>> work, CancellationToken stop)
    {
        await places.WaitAsync(stop);
        try
        {
            return await Task.Run(work, stop);
        }
        finally
        {
            places.Release();
        }
    }
}
