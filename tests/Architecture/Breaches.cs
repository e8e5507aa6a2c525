// Each of these breaks a rule of RoomTests on purpose: a rule that no longer sees its breach has stopped guarding.
#pragma warning disable CA1812, CA1823, CS0169, CS0649, IDE0051, IDE0044
namespace CasaServerless.Tests.Architecture.Breaches.Kernel
{
    sealed class KnowsHosting
    {
        CasaServerless.Hosting.QueueItem? item;
    }

    sealed class KnowsAspNet
    {
        Microsoft.AspNetCore.Http.HttpContext? context;
    }
}

namespace CasaServerless.Tests.Architecture.Breaches.Hosting
{
    sealed class KnowsACounter
    {
        CasaServerless.Services.Legalisation.LegalisationCase? its;
    }
}

namespace CasaServerless.Tests.Architecture.Breaches.Common
{
    sealed class KnowsACounter
    {
        CasaServerless.Services.Legalisation.LegalisationCase? its;
    }
}

namespace CasaServerless.Tests.Architecture.Breaches.Services.Left
{
    sealed class KnowsItsSibling
    {
        Right.Sibling? sibling;
    }

    sealed class KnowsTheStore
    {
        Azure.Data.Tables.TableClient? table;
    }
}

namespace CasaServerless.Tests.Architecture.Breaches.Services.Right
{
    sealed class Sibling;
}

namespace CasaServerless.Tests.Architecture.Breaches.Assistant
{
    sealed class KnowsTheModel
    {
        Microsoft.Extensions.AI.IChatClient? model;
    }
}
